// Tokens given to others, for who may see them: what they may do, how long, and ending one. No secret comes here.
import { explain, get, getTagged, removeIf } from './api.js';
import { el, keyed, mark, say, table } from './dom.js';
import { duration, UNKNOWN } from './format.js';
import { may } from './signin.js';
import { t, word } from './words.js';

const PATH = '/api/v1/tokens';
const LOOK_MS = 60000;
const SHORTEST_S = 60;

const used = (token) => token.last_used_s === null ? UNKNOWN
  : token.last_used_s < SHORTEST_S ? t('just_now') : t('ago', { time: duration(token.last_used_s) });

export function tokens(body) {
  const section = body.parentElement;
  section.hidden = !may('admin');
  document.querySelector('nav [href="#tokens"]').hidden = section.hidden;
  if (section.hidden) {
    return;
  }
  const told = el('p', { role: 'status', class: 'told' });
  const none = el('p', { class: 'summary', hidden: true }, t('no_tokens'));
  const list = table(t('tokens'), [t('token'), t('scope'), t('state'), t('ends_in'), t('last_used'), t('ask')],
    ['free', '', '', 'narrow', 'narrow', '']);
  body.append(el('p', {}, t('token_help', { command: 'sheratan token create NAME --scope read' })), told, none, list.element);
  /** Of the token whose end is to be confirmed: its name, and its ETag as it was then. */
  let asked = null;
  let known = [];

  const show = () => {
    none.hidden = known.length > 0;
    list.element.hidden = known.length === 0;
    keyed(list.body, known, (token) => token.name, make, update);
  };
  const look = async () => {
    try {
      known = (await get(PATH)).tokens;
      show();
    } catch (problem) {
      say(told, explain(problem));
    }
  };
  // Once to ask, once for good: what is ended stays ended.
  const press = async (name, button) => {
    button.disabled = true;
    try {
      if (asked?.name === name) {
        const { tag } = asked;
        asked = null;
        await removeIf(tag, `${PATH}/${name}`);
        say(told, t('token_revoked', { name }));
      } else {
        asked = { name, tag: (await getTagged(`${PATH}/${name}`)).tag };
        say(told, t('token_sure', { name }));
      }
    } catch (problem) {
      asked = null;
      say(told, explain(problem));
    } finally {
      button.disabled = false;
      await look();
      (button.hidden ? section : button).focus();
    }
  };
  const make = (token) => {
    const row = list.row();
    const button = el('button', { type: 'button', class: 'quiet', onclick: () => press(token.name, button) });
    row.lastChild.append(button);
    return row;
  };
  const update = (row, token) => {
    const active = token.state === 'active';
    const [name, scope, state, ends, last, ask] = row.children;
    mark(row, 'data-standing', active ? 'reachable' : 'lost');
    say(name, token.name);
    say(scope, token.scope);
    say(state, word('life', token.state));
    say(ends, active && token.expires_in_s !== null ? duration(token.expires_in_s) : UNKNOWN);
    say(last, used(token));
    ask.firstChild.hidden = !active;
    say(ask.firstChild, t(asked?.name === token.name ? 'revoke_sure' : 'revoke'));
    mark(ask.firstChild, 'aria-label', `${ask.firstChild.textContent}: ${token.name}`);
  };
  look();
  setInterval(() => document.hidden || look(), LOOK_MS);
}
