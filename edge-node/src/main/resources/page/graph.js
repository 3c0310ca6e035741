// The picture of the mesh: this node in the middle, one ring a hop. A thick line is one hop; a thin one leads to a node
// that is further off than the one it comes from, over others that this node does not know, with the hops from here. Lines
// and shapes tell the same as the colors; each node leads to its row in the list.
import { el, svg } from './dom.js';
import { nameOf, standing } from './standing.js';
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
    // Those of the first way lie around it, a little beside it where a nearer ring is in between; the others follow.
    const first = wanted.filter(({ angle }) => angle === wanted[0].angle).length;
    const beside = index === 0 ? 0 : (first - 1) / 2 - (index === 2 ? 0.3 : 0);
    wanted.forEach(({ node }, at) => {
      const share = wanted[0].angle + (at - beside) / members.length;
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

/** No wider and higher than what is in it, so that two nodes take no more room than they need. */
function frame(spots, width) {
  const xs = spots.map((spot) => spot.x);
  const ys = spots.map((spot) => spot.y);
  const box = [Math.max(0, Math.min(...xs) - 64), Math.min(...ys) - 20, Math.min(width, Math.max(...xs) + 64), Math.max(...ys) + 36];
  return { viewBox: `${box[0]} ${box[1]} ${box[2] - box[0]} ${box[3] - box[1]}`, width: box[2] - box[0], height: box[3] - box[1] };
}

function line(node, from, to, near) {
  const far = node.hops > near;
  return [svg('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'data-standing': standing(node), class: far ? 'far' : null }),
    far ? svg('text', { x: from.x + (to.x - from.x) * 0.6, y: from.y + (to.y - from.y) * 0.6 + 4, class: 'count' }, String(node.hops))
      : null];
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
  const reached = shown.filter((node) => node.hops !== null);
  const lines = reached.flatMap((node) => {
    const via = node.via_id === node.id ? undefined : spots.get(node.via_id);
    return line(node, via ?? middle, spots.get(node.id), via ? 2 : 1);
  });
  picture.replaceChildren(svg('svg', { ...frame([middle, ...spots.values()], width), role: 'group', 'aria-label': t('picture') },
    ...lines,
    svg('g', { 'data-standing': 'self' }, ...dot(middle, status?.name ?? '', 'reachable')),
    ...shown.map((node) => lead(node, spots.get(node.id)))));
  if (reached.some((node) => node.hops > 2)) {
    picture.append(el('p', {}, t('thin')));
  }
  if (nodes.length > shown.length) {
    picture.append(el('p', {}, t('more', { n: nodes.length - shown.length })));
  }
  if (focused) {
    picture.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }
}
