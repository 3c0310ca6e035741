// How much of the hour's airtime is used: in numbers, a word and a color.
import { el, keyed, mark, say, svg } from './dom.js';
import { duration, number } from './format.js';
import { one, onChange } from './store.js';
import { t, word } from './words.js';

const WIDTH = 400;

/** Of used and left: null where no law limits it. */
export function level(percent) {
  return percent < 25 ? 'green' : percent <= 50 ? 'orange' : 'red';
}

function told(radio) {
  if (!radio) {
    return [t('no_radio')];
  }
  const lines = [radio.state === 'up' ? null : `${word('link', radio.state)}${radio.why ? `: ${radio.why}` : ''}`,
    radio.airtime_trouble ?? null];
  if (radio.law?.rule) {
    lines.push(t('must_not_send', { why: radio.law.advice }));
  } else if (radio.law && radio.law.left_s === null) {
    lines.push(t('no_limit'));
  } else if (radio.law) {
    lines.push(t('hour', { used: duration(radio.law.used_s), all: duration(radio.law.used_s + radio.law.left_s) }),
      t('for_emergencies', { time: duration(radio.law.emergency_only_s) }));
  }
  return lines.filter(Boolean);
}

export function airtime(body) {
  const words = el('p', { class: 'level' });
  const bar = svg('rect', { x: 0, y: 0, height: 20, width: 0 });
  const gauge = svg('svg', { viewBox: `0 0 ${WIDTH} 20`, preserveAspectRatio: 'none', class: 'gauge', role: 'img', 'aria-label': t('airtime') }, bar);
  const lines = el('ul', { class: 'lines' });
  body.append(words, gauge, lines);
  onChange(['radio'], () => {
    const radio = one('radio');
    const known = radio?.law && !radio.law.rule && radio.law.left_s !== null;
    const all = known ? radio.law.used_s + radio.law.left_s : 0;
    const percent = all > 0 ? (radio.law.used_s / all) * 100 : 0;
    words.hidden = !known;
    gauge.toggleAttribute('hidden', !known);
    const text = `${number(percent)} %: ${t(`airtime_${level(percent)}`)}`;
    say(words, text);
    mark(gauge, 'aria-label', `${t('airtime')}: ${text}`);
    mark(body, 'data-level', level(percent));
    mark(bar, 'width', String((percent / 100) * WIDTH));
    keyed(lines, told(radio), (line) => line, (line) => el('li', {}, line), () => {});
  });
}
