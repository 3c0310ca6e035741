// Words between people: read, mark as read, send.
import { explain, post, postOnce } from './api.js';
import { el, keyed, mark, say } from './dom.js';
import { stamp } from './format.js';
import { nameOf } from './standing.js';
import { all, onChange } from './store.js';
import { t, word } from './words.js';

const newest = (a, b) => {
  const [epochA, sequenceA] = a.mark.split('-').map(Number);
  const [epochB, sequenceB] = b.mark.split('-').map(Number);
  return epochB - epochA || sequenceB - sequenceA;
};

function sender(told) {
  const to = el('input', { id: 'message-to', required: true, maxlength: 72, list: 'message-names', autocomplete: 'off' });
  const names = el('datalist', { id: 'message-names' });
  // One line, as the node keeps it.
  const text = el('input', { id: 'message-text', required: true, maxlength: 1000, autocomplete: 'off' });
  const urgent = el('input', { id: 'message-urgent', type: 'checkbox' });
  const button = el('button', { type: 'submit' }, t('send'));
  const form = el('form', { class: 'inline', onsubmit: async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const sent = await postOnce('/api/v1/messages', { to: to.value.trim(), text: text.value.trim().replaceAll(/\s+/g, ' '),
        priority: urgent.checked ? 'emergency' : 'normal' });
      say(told, t('message_taken', { to: sent.peer ?? sent.group ?? to.value }));
      text.value = '';
      urgent.checked = false;
    } catch (problem) {
      say(told, explain(problem));
    } finally {
      button.disabled = false;
    }
  } },
  el('p', { class: 'field' }, el('label', { for: 'message-to' }, t('to')), to, names),
  el('p', { class: 'field wide' }, el('label', { for: 'message-text' }, t('text')), text),
  el('p', { class: 'check' }, urgent, el('label', { for: 'message-urgent' }, t('emergency'))),
  el('p', {}, button));
  onChange(['node', 'group'], () => keyed(names,
    [...all('node').map(nameOf), ...all('group').map((group) => `group:${group.name}`)].sort(), (name) => name,
    (name) => el('option', { value: name }), () => {}));
  return form;
}

function make(message, told) {
  const read = el('button', { type: 'button', class: 'quiet', onclick: async () => {
    try {
      await post(`/api/v1/messages/${message.id}/ack`, {});
      say(told, t('marked_read'));
    } catch (problem) {
      say(told, explain(problem));
    }
  } }, t('mark_read'));
  return el('li', {}, el('p', { class: 'meta' }, el('strong'), ' ', el('span'), ' ', el('time')),
    el('p', { class: 'words', dir: 'auto' }), read);
}

function update(item, message) {
  const [meta, words, read] = item.children;
  const whom = [message.peer, message.group ? t('in_group', { name: message.group }) : null].filter(Boolean).join(' ');
  const got = (message.members ?? []).filter((member) => ['delivered', 'acknowledged'].includes(member.state)).length;
  mark(item, 'data-state', message.state);
  mark(item, 'data-priority', message.priority);
  say(meta.children[0], t(message.direction === 'in' ? 'from_whom' : 'to_whom', { name: whom }));
  say(meta.children[1], [message.priority === 'emergency' ? t('emergency') : null, word('message', message.state),
    message.members?.length ? t('delivered_of', { n: got, of: message.members.length }) : null,
    message.direction === 'out' && message.acknowledged ? t('acknowledged') : null].filter(Boolean).join(', '));
  say(meta.children[2], stamp(message.direction === 'in' ? message.received : message.queued, message));
  say(words, message.text);
  read.hidden = message.state !== 'unread';
}

export function messages(body) {
  const told = el('p', { role: 'status', class: 'told' });
  const none = el('p', { class: 'summary' }, t('no_messages'));
  const list = el('ul', { class: 'messages', 'aria-label': t('messages') });
  body.append(sender(told), told, none, list);
  onChange(['message'], () => {
    const sorted = all('message').sort(newest);
    none.hidden = sorted.length > 0;
    keyed(list, sorted, (message) => message.id, (message) => make(message, told), update);
  });
}
