// Elements made of names, attributes and text. Nothing here reads text as markup: what peers say stays text.
const SVG = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Attributes that begin with "on" are listeners; false, null and undefined ones are left out. */
export const el = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);

export const svg = (name, attributes = {}, ...children) =>
  fill(document.createElementNS(SVG, name), attributes, children);

/** Changes the text only where it is another, so that a screen reader is not told the same again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export function mark(element, name, value) {
  if (element.getAttribute(name) !== value) {
    element.setAttribute(name, value);
  }
}

/**
 * One child of parent for each item, in their order. Children stay the same elements while their items stay, so that
 * the focus does too.
 */
export function keyed(parent, items, keyOf, make, update) {
  const known = parent.keyedChildren ?? new Map();
  const next = new Map();
  items.forEach((item, index) => {
    const key = keyOf(item);
    const child = known.get(key) ?? make(item);
    next.set(key, child);
    update(child, item);
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
  known.forEach((child, key) => next.get(key) === child || child.remove());
  parent.keyedChildren = next;
}

/**
 * A table whose rows a narrow screen shows as cards; roles, because those have another display.
 *
 * classes: of the columns, "free" where others have chosen the words
 */
export function table(label, heads, classes = []) {
  const body = el('tbody', { role: 'rowgroup' });
  const head = el('tr', { role: 'row' }, ...heads.map((text) => el('th', { role: 'columnheader', scope: 'col' }, text)));
  return {
    body,
    element: el('table', { role: 'table', 'aria-label': label }, el('thead', { role: 'rowgroup' }, head), body),
    row: (attributes = {}) => el('tr', { role: 'row', ...attributes },
      ...heads.map((text, column) => el('td', { role: 'cell', 'data-label': text, class: classes[column] || null }))),
  };
}
