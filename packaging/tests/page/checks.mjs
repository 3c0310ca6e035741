// What must hold of the page wherever one stands on it.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** No finding that axe-core calls serious or critical. */
export async function accessible(page, where) {
  // Evaluated by the debugger: the page's own policy lets no foreign script in.
  await page.evaluate(`${axe}; undefined`);
  const { violations } = await page.evaluate('axe.run()');
  const grave = violations.filter((each) => ['serious', 'critical'].includes(each.impact));
  assert.deepEqual(grave.map((each) => [each.id, each.nodes.map((node) => node.html)]), [], `axe: ${where}`);
  console.log(`axe-core, ${where}: none serious or critical, ${violations.length} lesser`);
}

export async function fits(page, width) {
  await page.setViewportSize({ width, height: 740 });
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wide[0] <= wide[1], `${width} px: ${wide[0]} px of content`);
}

/** No word of a heading or a button stands on two lines. */
export async function wholeWords(page, width) {
  await page.setViewportSize({ width, height: 900 });
  const broken = await page.evaluate(() => [...document.querySelectorAll('th, td button')].filter((each) => each.offsetParent)
    .flatMap((each) => [...each.childNodes]).filter((node) => node.nodeType === Node.TEXT_NODE)
    .flatMap((node) => [...node.data.matchAll(/\S+/g)].filter((word) => {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      return range.getClientRects().length > 1;
    }).map((word) => word[0])));
  assert.deepEqual(broken, [], `${width} px: words broken`);
}

export function quiet(seen) {
  assert.deepEqual(seen.outside, [], 'requests elsewhere');
  assert.deepEqual(seen.problems, [], 'errors of the page');
  assert.deepEqual(seen.dialogs, [], 'dialogs');
}

/** Waits for an element with such a text; the pattern may be a string or an expression. */
export async function says(page, selector, pattern, timeout = 30000) {
  await page.locator(selector, { hasText: pattern }).first().waitFor({ state: 'attached', timeout });
}
