// Links, and how well the neighbors on them are heard: a word, the figures, and how they went while the page was open.
import { keyed, mark, say, svg, table } from './dom.js';
import { ageNow, ago, duration, number, UNKNOWN, unit } from './format.js';
import { all, momentOf, one, onChange } from './store.js';
import { t, word } from './words.js';

const KEPT = 60;
const LEFT_MS = 60000;
const trends = new Map();

const keyOf = (each) => `${each.id}/${each.link}/${each.endpoint}`;

/** By how many of our latest frames were acknowledged. */
function quality(neighbor) {
  const answered = neighbor.answered_percent ?? neighbor.heard_percent;
  return answered === null || answered === undefined ? 'unknown' : answered >= 90 ? 'good' : answered >= 60 ? 'fair' : 'poor';
}

function remember(neighbor) {
  const value = neighbor.snr_db ?? neighbor.rtt_s;
  const trend = trends.get(keyOf(neighbor)) ?? { at: 0, values: [] };
  if (value !== null && value !== undefined && trend.at !== neighbor.at) {
    trend.at = neighbor.at;
    trend.values = [...trend.values, value].slice(-KEPT);
    trends.set(keyOf(neighbor), trend);
  }
  return trend.values;
}

/** How it went while the page was open, between the extremes it names. */
function spark(values, name) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values.map((value, at) => `${(at / Math.max(1, values.length - 1)) * 60},${15 - ((value - low) / span) * 14}`);
  const said = t('trend', { low: name(low), high: name(Math.max(...values)) });
  return svg('svg', { viewBox: '0 0 60 16', class: 'spark', role: 'img', 'aria-label': said }, svg('title', {}, said),
    svg('polyline', { points: points.join(' ') }));
}

const decibel = (value) => unit(value, 'dB', 1);

/** Where a neighbor was before it came back under another address of the same link. */
const left = (each, others) => others.some((other) => other.id === each.id && other.link === each.link
  && momentOf(other, other.seen_s) - momentOf(each, each.seen_s) > LEFT_MS);

const lost = (link) => Object.values(link.dropped ?? {}).reduce((sum, each) => sum + each, 0);

export function links(body) {
  const open = table(t('links'), [t('link'), t('state'), t('received'), t('sent'), t('dropped'), t('noise')], ['free', 'free']);
  const heard = table(t('neighbors'), [t('neighbor'), t('link'), t('quality'), t('signal'), t('round'), t('heard')],
    ['free', 'free', '', '', 'narrow', 'narrow']);
  body.append(open.element, heard.element);

  const updateLink = (row, link) => {
    const radio = one('radio');
    mark(row, 'data-standing', { up: 'reachable', receive_only: 'way_known', starting: 'way_known' }[link.state] ?? 'lost');
    [link.name, word('link', link.state) + (link.why ? `: ${link.why}` : ''), number(link.frames_in), number(link.sent),
      number(lost(link)), radio?.link === link.name ? unit(radio.noise_dbm, 'dBm') : UNKNOWN]
      .forEach((text, column) => say(row.children[column], text));
  };
  const updateNeighbor = (row, each) => {
    const values = remember(each);
    const level = quality(each);
    mark(row, 'data-quality', level);
    say(row.children[0], each.name);
    say(row.children[1], each.link);
    const parts = [number(each.answered_percent), number(each.heard_percent)];
    say(row.children[2], each.state === 'proven' || each.state === 'announces_only'
      ? `${word('quality', level)} (${t('answered', { there: parts[0], here: parts[1] })})` : word('standing', each.state));
    const radio = each.snr_db !== null && each.snr_db !== undefined;
    const trend = (name) => values.length > 1 ? [spark(values, name)] : [];
    row.children[3].replaceChildren(...(radio ? [`${decibel(each.snr_db)}, ${unit(each.rssi_dbm, 'dBm')}`, ...trend(decibel)]
      : [UNKNOWN]));
    row.children[4].replaceChildren(duration(each.rtt_s), ...(radio ? [] : trend(duration)));
    say(row.children[5], ago(ageNow(each.seen_s, each)));
  };
  onChange(['link', 'neighbor', 'radio'], () => {
    keyed(open.body, all('link'), (link) => link.name, () => open.row(), updateLink);
    const sorted = all('neighbor').filter((each, at, others) => !left(each, others)).sort((a, b) => a.name.localeCompare(b.name));
    heard.element.hidden = sorted.length === 0;
    keyed(heard.body, sorted, keyOf, () => heard.row(), updateNeighbor);
  });
}
