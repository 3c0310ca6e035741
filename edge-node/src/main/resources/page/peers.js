// Who is online: the same as a picture and as a list.
import { explain, post } from './api.js';
import { el, keyed, mark, say, table } from './dom.js';
import { ageNow, ago, duration, number, UNKNOWN, unit } from './format.js';
import { draw } from './graph.js';
import { inVain, nameOf, standing } from './standing.js';
import { all, one, onChange } from './store.js';
import { t, word } from './words.js';

const ORDER = ['reachable', 'way_known', 'silent', 'lost', 'blocked', 'revoked'];

/** The nearest neighbor on the way to a node, where it is heard best. */
const nextHop = (node) => all('neighbor').filter((each) => each.id === node.via_id)
  .sort((a, b) => (b.answered_percent ?? -1) - (a.answered_percent ?? -1))[0];

const sorted = () => all('node').sort((a, b) =>
  ORDER.indexOf(standing(a)) - ORDER.indexOf(standing(b)) || nameOf(a).localeCompare(nameOf(b)));

function signal(node) {
  const hop = nextHop(node);
  if (!hop) {
    return UNKNOWN;
  }
  return hop.snr_db === null || hop.snr_db === undefined
    ? hop.rtt_s === null ? UNKNOWN : t('round_trip', { time: duration(hop.rtt_s) })
    : `${unit(hop.snr_db, 'dB', 1)}, ${unit(hop.rssi_dbm, 'dBm')}`;
}

const way = (node) => node.hops === null ? UNKNOWN
  : node.hops === 1 ? t('direct', { link: node.link ?? UNKNOWN }) : t('hops', { n: number(node.hops), via: node.via });

function pingButton(node) {
  const told = el('span', { role: 'status', class: 'told' });
  const button = el('button', { type: 'button', class: 'quiet', onclick: async () => {
    button.disabled = true;
    say(told, t('pinging'));
    try {
      const pong = await post('/api/v1/ping', { node: node.id, timeout_s: 10 });
      say(told, duration(pong.rtt_s));
    } catch (problem) {
      if (problem.code === 'timeout') {
        inVain(node);
      }
      say(told, problem.code === 'timeout' ? t('no_answer') : explain(problem));
    } finally {
      button.disabled = false;
    }
  } }, t('ping'));
  return [button, told];
}

export function peers(body) {
  const summary = el('p', { class: 'summary' });
  const picture = el('div', { class: 'picture' });
  const list = table(t('peers'), [t('node'), t('state'), t('way'), t('signal'), t('heard'), t('ask')],
    ['free', '', 'free', '', 'narrow', '']);
  body.append(summary, picture, list.element);

  const make = (node) => {
    const row = list.row({ id: `node-${node.short_name}`, tabindex: '-1' });
    row.children[1].append(el('span', { class: 'dot', 'aria-hidden': 'true' }), el('span'));
    row.children[5].append(...pingButton(node));
    return row;
  };
  const update = (row, node) => {
    const now = standing(node);
    mark(row, 'data-standing', now);
    say(row.children[0], nameOf(node));
    mark(row.children[0], 'title', node.fingerprint);
    say(row.children[1].lastChild, word('standing', now) + (node.trust === 'confirmed' ? `, ${t('confirmed')}` : ''));
    say(row.children[2], way(node));
    say(row.children[3], signal(node));
    say(row.children[4], ago(ageNow(node.seen_s, node)));
  };
  const show = () => {
    const nodes = sorted();
    const online = nodes.filter((node) => standing(node) === 'reachable').length;
    say(summary, nodes.length === 0 ? t('nobody') : t('online', { n: number(online), of: number(nodes.length) }));
    draw(picture, nodes, one('status'));
    list.element.hidden = nodes.length === 0;
    keyed(list.body, nodes, (node) => node.id, make, update);
  };
  onChange(['node', 'neighbor', 'route', 'status'], show);
  addEventListener('resize', show);
}
