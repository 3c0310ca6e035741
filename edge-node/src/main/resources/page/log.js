// The end of the log, as it grows.
import { el, keyed } from './dom.js';
import { all, changedNow, onChange } from './store.js';
import { t } from './words.js';

const NEAR = 24;

export function log(body) {
  const list = el('ol', { class: 'lines' });
  const frame = el('div', { class: 'log', tabindex: '0', role: 'region', 'aria-label': t('log') }, list);
  const pause = el('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false', onclick: () => {
    pause.setAttribute('aria-pressed', String(pause.getAttribute('aria-pressed') !== 'true'));
    changedNow('log');
  } }, t('pause'));
  body.append(el('p', {}, pause), frame);
  onChange(['log'], () => {
    if (pause.getAttribute('aria-pressed') === 'true') {
      return;
    }
    const follows = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR;
    keyed(list, all('log').sort((a, b) => a.number - b.number), (line) => line.number,
      (line) => el('li', { 'data-level': / level=(\w+) /.exec(line.text)?.[1] ?? 'info' }, line.text), () => {});
    if (follows) {
      frame.scrollTop = frame.scrollHeight;
    }
  });
}
