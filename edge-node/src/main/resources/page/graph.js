// The picture of the mesh: this node in the middle, one ring a hop, a line to the next hop. Lines and shapes tell the
// same as the colors; each node leads to its row in the list.
import { svg } from './dom.js';
import { nameOf, standing } from './peers.js';
import { t, word } from './words.js';

const MOST_WIDTH = 640;
const LEAST_WIDTH = 280;
const HEIGHT = 320;
const LOW_HEIGHT = 200;
const MANY = 8;
const MOST = 32;
const MOST_RINGS = 3;
const SIGNS = { reachable: '', way_known: '?', silent: '!', lost: '×', blocked: '×', revoked: '×' };

const short = (name) => name.length > 14 ? `${name.slice(0, 13)}…` : name;
const ring = (node) => node.hops === null ? MOST_RINGS : Math.min(node.hops, MOST_RINGS);

/** Around the middle; those of a further ring near the node they are reached by. */
function places(nodes, width, height) {
  const angles = new Map();
  const rings = [1, 2, 3].map((hops) => nodes.filter((node) => ring(node) === hops)).filter((each) => each.length > 0);
  const spots = new Map();
  rings.forEach((members, index) => {
    const wanted = members.map((node, at) => ({ node, angle: angles.get(node.via_id) ?? at / members.length }));
    wanted.sort((a, b) => a.angle - b.angle);
    wanted.forEach(({ node }, at) => {
      const share = (at + (index % 2 ? 0.5 : 0)) / members.length;
      const angle = members.length === 1 ? wanted[0].angle : share;
      const part = (index + 1) / rings.length;
      angles.set(node.id, angle);
      spots.set(node.id, {
        x: width / 2 + Math.cos(angle * 2 * Math.PI) * part * (width / 2 - 56),
        y: height / 2 + Math.sin(angle * 2 * Math.PI) * part * (height / 2 - 36) - 6,
      });
    });
  });
  return spots;
}

function dot(spot, name, now) {
  return [svg('circle', { cx: spot.x, cy: spot.y, r: 11, class: 'node' }),
    svg('text', { x: spot.x, y: spot.y + 5, class: 'sign' }, SIGNS[now] ?? ''),
    svg('text', { x: spot.x, y: spot.y + 27 }, short(name))];
}

function lead(node, spot) {
  const now = standing(node);
  const label = `${nameOf(node)}: ${word('standing', now)}`;
  return svg('a', { href: `#node-${node.short_name}`, 'aria-label': label, 'data-standing': now, 'data-id': node.id,
    onclick: () => document.getElementById(`node-${node.short_name}`)?.focus() }, ...dot(spot, nameOf(node), now));
}

export function draw(picture, nodes, status) {
  const shown = nodes.slice(0, MOST);
  // As many units as pixels, so that the names stay readable on a narrow screen.
  const width = Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, picture.clientWidth));
  const height = nodes.length > MANY ? HEIGHT : LOW_HEIGHT;
  const told = JSON.stringify([width, status?.name, shown.map((node) => [node.id, nameOf(node), standing(node), node.hops, node.via_id])]);
  if (picture.dataset.told === told) {
    return;
  }
  const focused = document.activeElement?.getAttribute?.('data-id');
  picture.dataset.told = told;
  const middle = { x: width / 2, y: height / 2 - 6 };
  const spots = places(shown, width, height);
  const lines = shown.filter((node) => node.hops !== null).map((node) => {
    const from = spots.get(node.via_id === node.id ? undefined : node.via_id) ?? middle;
    const to = spots.get(node.id);
    return svg('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'data-standing': standing(node) });
  });
  picture.replaceChildren(svg('svg', { viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': t('picture') },
    ...lines,
    svg('g', { 'data-standing': 'self' }, ...dot(middle, status?.name ?? '', 'reachable')),
    ...shown.map((node) => lead(node, spots.get(node.id)))));
  if (nodes.length > shown.length) {
    picture.append(t('more', { n: nodes.length - shown.length }));
  }
  if (focused) {
    picture.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }
}
