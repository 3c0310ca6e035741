// Signing in: with the setup code the first time, which sets the password, and with the password from then on.
import { explain, get, post } from './api.js';
import { el, say } from './dom.js';
import { duration } from './format.js';
import { t } from './words.js';

const SCOPES = ['none', 'read', 'submit', 'operate', 'admin'];
let scope = 'none';

/** Whether who is signed in may do what asks for this scope. The node decides; this only spares people vain buttons. */
export const may = (needed) => SCOPES.indexOf(scope) >= SCOPES.indexOf(needed);

const section = document.getElementById('signin');
const form = section.querySelector('form');

function field(id, label, attributes) {
  const input = el('input', { id, name: id, required: true, ...attributes });
  return { input, row: el('p', { class: 'field' }, el('label', { for: id }, label), input) };
}

function password(id, label, autocomplete) {
  return field(id, label, { type: 'password', autocomplete, minlength: autocomplete === 'new-password' ? 8 : null,
    maxlength: 128 });
}

const why = (problem, wrong) => ({
  'wrong-password': [wrong, problem.retryAfterS ? t('wrong_wait', { time: duration(problem.retryAfterS) }) : ''].join(' ').trim(),
  'too-soon': t('too_soon', { time: duration(problem.retryAfterS) }),
  conflict: t('sign_in_changed'),
})[problem.code] ?? explain(problem);

/** The code that the console printed into the address; taken out of it, so that it stays in no history. */
function codeOfAddress() {
  const code = /^#code=([A-Za-z0-9-]{1,32})$/.exec(location.hash)?.[1] ?? '';
  if (code) {
    history.replaceState(null, '', location.pathname);
  }
  return code;
}

// Typed into a page that stands open.
addEventListener('hashchange', () => location.hash.startsWith('#code=') && location.reload());

function firstTime() {
  const code = field('code', t('setup_code'), { autocomplete: 'one-time-code', spellcheck: 'false', maxlength: 32,
    value: codeOfAddress() });
  const chosen = password('new', t('new_password'), 'new-password');
  const again = password('again', t('again'), 'new-password');
  return {
    rows: [el('p', {}, t('first_time')), code.row, chosen.row, again.row],
    button: t('set_password'),
    wrong: t('wrong_code'),
    first: code.input.value ? chosen.input : code.input,
    body: () => {
      if (chosen.input.value !== again.input.value) {
        throw new Error(t('differ'));
      }
      return { setup_code: code.input.value, new_password: chosen.input.value };
    },
  };
}

function everyTime() {
  const known = password('password', t('password'), 'current-password');
  return { rows: [known.row], button: t('sign_in'), wrong: t('wrong_password'), first: known.input, body: () => ({ password: known.input.value }) };
}

/** Resolves once somebody is signed in. */
export async function signIn() {
  const state = await get('/api/v1/session');
  scope = state.scope;
  if (state.signed_in) {
    section.hidden = true;
    return;
  }
  const parts = state.password_set ? everyTime() : firstTime();
  const problem = el('p', { role: 'alert', class: 'problem' });
  const button = el('button', { type: 'submit' }, parts.button);
  form.replaceChildren(...parts.rows, el('p', {}, button), problem);
  section.hidden = false;
  parts.first.focus();
  await new Promise((done) => {
    form.onsubmit = async (event) => {
      event.preventDefault();
      button.disabled = true;
      say(problem, '');
      try {
        scope = (await post('/api/v1/session', parts.body())).scope;
        done();
      } catch (failure) {
        say(problem, why(failure, parts.wrong));
      } finally {
        button.disabled = false;
      }
    };
  });
  form.replaceChildren();
  section.hidden = true;
}
