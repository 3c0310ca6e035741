// Who a node is, and how it stands: what the picture and the list both tell.
import { all, changedNow, momentOf } from './store.js';

/** Ways cost so much more where the next hop does not answer (docs/api.md, Neighbors, routes, links). */
const SILENT_COST = 20000;

const best = (node) => all('route').find((route) => route.best && route.to_id === node.id);

/** When a node was asked here, and did not answer; kept while this tab is, a reload included. */
const VAIN = 'sheratan-vain';
const vain = new Map(kept());

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(VAIN)) ?? [];
  } catch {
    return [];
  }
}

export function inVain(node) {
  vain.set(node.id, Date.now());
  try {
    sessionStorage.setItem(VAIN, JSON.stringify([...vain]));
  } catch {
    // It is known until the next reload, then.
  }
  changedNow('node');
}

/** The next hop on the best way does not answer, or the node itself did not since it was heard. */
const silent = (node) => best(node)?.cost >= SILENT_COST || vain.get(node.id) > momentOf(node, node.seen_s);

/** What the node says of another, and what was found out just now. */
export const standing = (node) => ['reachable', 'way_known'].includes(node.state) && silent(node) ? 'silent' : node.state;

export const nameOf = (node) => node.name ?? node.short_name;
