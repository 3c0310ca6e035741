// What the node has told, by topic and key; whoever shows a topic is called soon after it changed.
const KEYS = {
  node: (item) => item.id,
  neighbor: (item) => [item.id, item.link, item.endpoint].map((part) => part ?? '').join('/'),
  route: (item) => `${item.to_id}/${item.via_id}`,
  link: (item) => item.name,
  group: (item) => item.id,
  job: (item) => item.id,
  message: (item) => item.id,
  log: (item) => String(item.number),
  untold: (item) => item.of,
};
const MOST_LINES = 200;
const SOON_MS = 100;

const topics = new Map();
const shows = [];
const changed = new Set();
let timer = null;

export const TOPICS = ['status', 'radio', ...Object.keys(KEYS)];

const of = (topic) => {
  if (!topics.has(topic)) {
    topics.set(topic, new Map());
  }
  return topics.get(topic);
};

export const all = (topic) => [...of(topic).values()];

/** When all of it was as it is told, by this machine's clock. */
export const momentOf = (item, ageS) => item.at - (ageS ?? 0) * 1000;

/** Of a topic with one thing: that, or undefined. */
export const one = (topic) => of(topic).get('');

/** Calls show whenever one of these topics has changed, and once now and then, for ages. */
export function onChange(names, show) {
  shows.push({ names, show });
}

export function changedNow(topic) {
  changed.add(topic);
  timer ??= setTimeout(() => {
    timer = null;
    const names = [...changed];
    changed.clear();
    shows.filter((each) => each.names.some((name) => names.includes(name))).forEach((each) => each.show());
  }, SOON_MS);
}

export function put(topic, item) {
  const known = of(topic);
  const key = KEYS[topic]?.(item) ?? '';
  known.delete(key);
  known.set(key, { ...item, at: Date.now() });
  if (topic === 'log' && known.size > MOST_LINES) {
    known.delete(known.keys().next().value);
  }
  changedNow(topic);
}

export function remove(topic, key) {
  of(topic).delete(key);
  changedNow(topic);
}

export function clear() {
  topics.clear();
  TOPICS.forEach(changedNow);
}
