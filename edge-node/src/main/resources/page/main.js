// Starts everything: words, signing in, the parts of the page, and the events that fill them.
import { airtime } from './airtime.js';
import { get, remove } from './api.js';
import { say } from './dom.js';
import * as events from './events.js';
import { jobs } from './jobs.js';
import { links } from './links.js';
import { log } from './log.js';
import { messages } from './messages.js';
import { peers } from './peers.js';
import { signIn } from './signin.js';
import { all, changedNow, one, onChange } from './store.js';
import { tokens } from './tokens.js';
import { language, load, switchTo, t } from './words.js';

const AGES_MS = 5000;
const PARTS = { peers, messages, jobs, links, airtime, tokens, log };
const byId = (id) => document.getElementById(id);
let heard = false;

function showState() {
  byId('content').dataset.heard = heard;
  const status = one('status');
  if (!status) {
    say(byId('state'), heard ? t('loading') : t('not_heard'));
    return;
  }
  document.title = `${status.name} – Sheratan`;
  say(byId('name'), status.name);
  byId('simulation').hidden = !status.simulated;
  const trouble = status.problem ?? status.degraded?.why;
  const fix = status.degraded?.fix ? ` ${t('try', { command: status.degraded.fix })}` : '';
  const now = heard ? trouble ? 'degraded' : 'ok' : 'not_heard';
  byId('state').dataset.state = now;
  const untold = all('untold').reduce((sum, each) => sum + each.count, 0);
  say(byId('state'), [heard ? trouble ? t('degraded', { why: trouble }) + fix : t('ok') : t('not_heard'),
    untold ? t('untold', { n: untold }) : null, status.notice].filter(Boolean).join(' · '));
}

/** The browser gave up on the events: who is not signed in any more signs in again. */
async function goOn() {
  try {
    const session = await get('/api/v1/session');
    if (!session.signed_in) {
      location.reload();
    }
    return session.signed_in;
  } catch {
    return true;
  }
}

async function start() {
  await load();
  const other = language() === 'de' ? 'en' : 'de';
  byId('language').lang = other;
  say(byId('language'), other === 'de' ? 'Deutsch' : 'English');
  byId('language').onclick = () => switchTo(other);
  await signIn();
  byId('leave').hidden = false;
  byId('leave').onclick = async () => {
    events.stop();
    await remove('/api/v1/session').catch(() => {});
    location.reload();
  };
  for (const [id, part] of Object.entries(PARTS)) {
    part(byId(id).querySelector('.body'));
  }
  byId('content').hidden = false;
  byId('nav').hidden = false;
  onChange(['status', 'untold'], showState);
  setInterval(() => ['node', 'job', 'neighbor', 'message'].forEach(changedNow), AGES_MS);
  events.start((now) => {
    if (heard !== now) {
      heard = now;
      changedNow('status');
    }
  }, goOn);
}

start();
