// Jobs: submit, follow, see what came of them, cancel.
import { explain, get, post, postOnce } from './api.js';
import { el, keyed, mark, say, table } from './dom.js';
import { ageNow, duration, number, UNKNOWN } from './format.js';
import { all, one, onChange } from './store.js';
import { t, word } from './words.js';

const STANDING = { completed: 'reachable', pending: 'way_known', auction: 'way_known', working: 'way_known' };

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

async function show(job, told, detail) {
  if (!detail.hidden) {
    detail.hidden = true;
    return;
  }
  try {
    const whole = await get(`/api/v1/jobs/${job.id}`);
    say(detail, JSON.stringify({ params: whole.params, result: whole.result, reason: whole.reason }, null, 2));
    detail.hidden = false;
  } catch (problem) {
    say(told, explain(problem));
  }
}

export function jobs(body) {
  const told = el('p', { role: 'status', class: 'told' });
  const none = el('p', { class: 'summary' }, t('no_jobs'));
  const list = table(t('jobs'), [t('job'), t('state'), t('worker'), t('age'), t('ask')]);
  body.append(submitter(told), told, none, list.element);

  const make = (job) => {
    const row = list.row();
    const detail = el('pre', { hidden: true, tabindex: '0', 'aria-label': t('result') });
    row.children[1].append(el('span', { class: 'dot', 'aria-hidden': 'true' }), el('span'));
    row.children[4].append(
      el('button', { type: 'button', class: 'quiet', onclick: () => show(job, told, detail) }, t('show')),
      el('button', { type: 'button', class: 'quiet', onclick: () => post(`/api/v1/jobs/${job.id}/cancel`, {})
        .then(() => say(told, t('cancelled', { id: job.id })), (problem) => say(told, explain(problem))) }, t('cancel')),
      detail);
    return row;
  };
  const update = (row, job) => {
    mark(row, 'data-standing', STANDING[job.state] ?? 'lost');
    say(row.children[0], `${job.kind} ${job.id}`);
    const part = job.progress === null || job.ended ? '' : ` ${number(job.progress * 100)} %`;
    say(row.children[1].lastChild, word('job', job.state) + part + (job.reason ? `: ${job.reason}` : ''));
    say(row.children[2], job.worker ?? UNKNOWN);
    say(row.children[3], duration(ageNow(job.age_s, job)));
    row.children[4].children[1].hidden = job.ended;
  };
  onChange(['job'], () => {
    const sorted = all('job').sort((a, b) => ageNow(a.age_s, a) - ageNow(b.age_s, b));
    none.hidden = sorted.length > 0;
    list.element.hidden = sorted.length === 0;
    keyed(list.body, sorted, (job) => job.id, make, update);
  });
}
