// Jobs: submit, follow, see what came of them, cancel.
import { explain, getTagged, post, postOnce } from './api.js';
import { el, keyed, mark, say, table } from './dom.js';
import { ageNow, duration, number, stamp, UNKNOWN } from './format.js';
import { decidable, decider, saidOf, showSaid } from './gate.js';
import { all, changedNow, one, onChange } from './store.js';
import { t, word } from './words.js';

const STANDING = { completed: 'reachable', held: 'way_known', pending: 'way_known', auction: 'way_known', working: 'way_known' };

/** Lines of name=value; a value that is JSON is that, any other is text. */
export function parameters(lines) {
  const found = {};
  lines.split('\n').map((line) => line.trim()).filter(Boolean).forEach((line) => {
    const at = line.indexOf('=');
    if (at < 1) {
      throw new Error(t('bad_parameter', { line }));
    }
    const value = line.slice(at + 1);
    try {
      found[line.slice(0, at)] = JSON.parse(value);
    } catch {
      found[line.slice(0, at)] = value;
    }
  });
  return found;
}

function submitter(told) {
  const kind = el('select', { id: 'job-kind' });
  const lines = el('textarea', { id: 'job-params', rows: 2, placeholder: 'path=hello.txt', spellcheck: 'false' });
  const button = el('button', { type: 'submit' }, t('submit'));
  onChange(['node', 'status'], () => {
    const kinds = new Set(all('node').flatMap((node) => node.capabilities ?? []).concat(one('status')?.capabilities ?? []));
    keyed(kind, [...kinds].sort(), (name) => name, (name) => el('option', { value: name }, name), () => {});
  });
  return el('form', { class: 'inline', onsubmit: async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const job = await postOnce('/api/v1/jobs', { kind: kind.value, params: parameters(lines.value) });
      say(told, t('job_taken', { id: job.id }));
    } catch (problem) {
      say(told, explain(problem));
    } finally {
      button.disabled = false;
    }
  } },
  el('p', { class: 'field' }, el('label', { for: 'job-kind' }, t('kind')), kind),
  el('p', { class: 'field wide' }, el('label', { for: 'job-params' }, t('parameters')), lines),
  el('p', {}, button));
}

/** What is shown whole, by id: as of which step, the job and its ETag. */
const shown = new Map();

const stepOf = (job) => `${job.state} ${job.attempt} ${job.votes}`;

/** Asks again for what is shown of a job that has gone on since. */
async function read(job, told) {
  shown.set(job.id, { ...shown.get(job.id), step: stepOf(job) });
  try {
    const { json, tag } = await getTagged(`/api/v1/jobs/${job.id}`);
    if (shown.has(job.id)) {
      Object.assign(shown.get(job.id), { whole: json, tag });
      changedNow('job');
    }
  } catch (problem) {
    shown.delete(job.id);
    say(told, explain(problem));
  }
}

function toggle(job, told) {
  if (shown.delete(job.id)) {
    changedNow('job');
  } else {
    read(job, told);
  }
}

/** Jobs are numbered as they are accepted: owner, start, number. */
const newest = (a, b) => {
  const [startA, numberA] = a.id.split('-').slice(-2).map(Number);
  const [startB, numberB] = b.id.split('-').slice(-2).map(Number);
  return startB - startA || numberB - numberA;
};

const age = (job) => job.age_s === null && !job.accepted_at ? t('earlier')
  : job.age_s === null ? stamp({ at: job.accepted_at }, job) : duration(ageNow(job.age_s, job));

/** The row below a job's own, and the form in it while somebody may decide. */
function wide(heads, job, told) {
  const form = decider(job.id, () => shown.get(job.id)?.tag, (came) => {
    // The form goes with the decision: whoever has pressed is led back to the job.
    say(told, came);
    read(job, told);
    document.getElementById(`show-${job.id}`)?.focus();
  });
  return el('tr', { role: 'row', class: 'detail' }, el('td', { role: 'cell', colspan: heads.length },
    el('ul', { class: 'said', 'aria-label': t('said') }), el('pre', { tabindex: '0', 'aria-label': t('result') }), form));
}

function tell(row, whole) {
  const [said, pre, form] = row.firstChild.children;
  showSaid(said, saidOf(whole));
  form.hidden = !decidable(whole);
  say(pre, JSON.stringify({ params: whole.params, result: whole.result, reason: whole.reason }, null, 2));
}

export function jobs(body) {
  const told = el('p', { role: 'status', class: 'told' });
  const none = el('p', { class: 'summary' }, t('no_jobs'));
  const heads = [t('job'), t('state'), t('worker'), t('age'), t('ask')];
  const list = table(t('jobs'), heads, ['free', 'free', 'free', 'narrow', '']);
  body.append(submitter(told), told, none, list.element);

  const make = (job) => {
    const row = list.row();
    row.children[1].append(el('span', { class: 'dot', 'aria-hidden': 'true' }), el('span'));
    row.children[4].append(
      el('button', { type: 'button', class: 'quiet', id: `show-${job.id}`, onclick: () => toggle(row.job, told) }),
      el('button', { type: 'button', class: 'quiet', onclick: () => post(`/api/v1/jobs/${job.id}/cancel`, {})
        .then(() => say(told, t('cancelled', { id: job.id })), (problem) => say(told, explain(problem))) }, t('cancel')));
    return row;
  };
  const update = (row, job) => {
    row.job = job;
    mark(row, 'data-standing', STANDING[job.state] ?? 'lost');
    say(row.children[0], `${job.kind} ${job.id}`);
    const part = job.ended ? ` ${t('took', { time: duration(job.took_s) })}` : job.progress === null ? '' : ` ${number(job.progress * 100)} %`;
    say(row.children[1].lastChild, word('job', job.state) + part + (job.reason ? `: ${job.reason}` : ''));
    say(row.children[2], job.worker ?? UNKNOWN);
    say(row.children[3], age(job));
    say(row.children[4].children[0], t(decidable(job) ? 'decide' : 'show'));
    mark(row.children[4].children[0], 'aria-expanded', String(shown.has(job.id)));
    row.children[4].children[1].hidden = job.ended;
  };
  onChange(['job'], () => {
    const sorted = all('job').sort(newest);
    sorted.filter((job) => shown.has(job.id) && shown.get(job.id).step !== stepOf(job)).forEach((job) => read(job, told));
    const rows = sorted.flatMap((job) => shown.get(job.id)?.whole ? [{ job }, { job, whole: shown.get(job.id).whole }] : [{ job }]);
    none.hidden = sorted.length > 0;
    list.element.hidden = sorted.length === 0;
    keyed(list.body, rows, ({ job, whole }) => `${job.id} ${whole ? 'whole' : ''}`,
      ({ job, whole }) => whole ? wide(heads, job, told) : make(job),
      (row, { job, whole }) => whole ? tell(row, whole) : update(row, job));
  });
}
