// What gates, auditors and people said of a job, and deciding about one that is held.
import { explain, postIf, Problem } from './api.js';
import { el, keyed, say } from './dom.js';
import { may } from './signin.js';
import { nameOf } from './standing.js';
import { all } from './store.js';
import { t, word } from './words.js';

export const decidable = (job) => job.state === 'held' && may('operate');

const place = (origin) => [word('zone', origin.zone), origin.name].filter(Boolean).join(' ');

const auditor = (vote) => nameOf(all('node').find((node) => node.id === vote.auditor_id) ?? { short_name: vote.auditor });

const vote = (each) => [`${auditor(each)}: ${word('vote', each.vote ?? 'asked')}`, each.by ? ` (${each.by})` : '',
  each.reason ? `: ${each.reason}` : ''].join('');

/** One text for each of them; gates that let a job pass say nothing. */
export function saidOf(job) {
  const gates = job.gates.reports.flatMap((report) => report.reasons.map((reason) =>
    `${report.gate} ${report.name}, ${word('gate', report.status.toLowerCase())}: ${reason.message}`));
  const audit = job.audit ? [t('auditors', { tally: word('tally', job.audit.tally), agree: job.audit.agree, of: job.audit.votes.length }),
    ...job.audit.votes.map(vote)] : [];
  const decided = [job.gates.allowed, job.gates.decision].filter(Boolean)
    .map((decision) => t(decision.approved ? 'approved_by' : 'rejected_by', { who: place(decision.by), why: decision.reason }));
  return gates.length + audit.length + decided.length === 0 ? [] : [t('from_whom', { name: place(job.origin) }), ...gates, ...audit, ...decided];
}

export function showSaid(list, texts) {
  list.hidden = texts.length === 0;
  keyed(list, texts.map((text, index) => ({ text, index })), (item) => item.index, () => el('li', { dir: 'auto' }),
    (item, { text }) => say(item, text));
}

/**
 * Approve or reject, each with a reason. What is decided about is the job as it was shown: the node refuses when it has
 * changed since, and so a second press, or a second person, decides nothing again.
 *
 * seen: the ETag of what is shown; after: called with what came of it; the job is to be looked at again then
 */
export function decider(id, seen, after) {
  const reason = el('input', { id: `reason-${id}`, maxlength: 200, autocomplete: 'off' });
  const problem = el('p', { role: 'alert', class: 'problem' });
  const buttons = [];
  const decide = async (decision) => {
    if (buttons.some((button) => button.disabled)) {
      return;
    }
    if (!reason.value.trim()) {
      say(problem, t('say_why'));
      reason.focus();
      return;
    }
    buttons.forEach((button) => { button.disabled = true; });
    say(problem, '');
    try {
      const job = await postIf(seen(), `/api/v1/gate/held/${id}/${decision}`, { reason: reason.value.trim() });
      after(t(decision === 'approve' ? 'approved' : 'rejected', { id: job.id, state: word('job', job.state) }));
    } catch (failure) {
      if (failure instanceof Problem && (failure.status === 412 || failure.status === 409)) {
        after(t('changed_since'));
      } else {
        say(problem, explain(failure));
        reason.focus();
      }
    } finally {
      buttons.forEach((button) => { button.disabled = false; });
    }
  };
  buttons.push(el('button', { type: 'button', onclick: () => decide('approve') }, t('approve')),
    el('button', { type: 'button', class: 'quiet', onclick: () => decide('reject') }, t('reject')));
  // No button submits: Enter in the reason decides nothing by chance.
  return el('form', { class: 'inline', 'aria-label': t('decide_about', { id }), onsubmit: (event) => event.preventDefault() },
    el('p', { class: 'field wide' }, el('label', { for: reason.id }, t('reason')), reason), el('p', { class: 'choices' }, ...buttons), problem);
}
