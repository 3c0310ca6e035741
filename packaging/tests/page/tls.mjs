// node tls.mjs ADDRESS PASSWORD PEER: the page as a phone on the same network sees it, past the browser's warning.
import assert from 'node:assert/strict';
import { launch, open } from './browser.mjs';
import { quiet, says } from './checks.mjs';

const [address, password, peer] = process.argv.slice(2);

const browser = await launch();
try {
  const { context, page, seen } = await open(browser, address, { ignoreHTTPSErrors: true });
  await page.goto(`${address}/`);
  await page.fill('#password', 'not the password');
  await page.keyboard.press('Enter');
  await says(page, '#signin [role=alert]', 'The password is wrong.');
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await says(page, '#peers tbody tr[data-standing=reachable]', peer);
  const [cookie, ...others] = await context.cookies();
  assert.equal(others.length, 0);
  assert.ok(cookie.secure && cookie.httpOnly && cookie.sameSite === 'Strict', JSON.stringify(cookie));
  const jobs = await page.locator('#jobs tbody tr').count();
  await page.selectOption('#job-kind', 'ping');
  await page.locator('#jobs form button').press('Enter');
  await page.locator('#jobs tbody tr').nth(jobs).waitFor({ state: 'attached' });
  await says(page, '#jobs tbody tr:first-child', 'ping');
  await says(page, '#jobs tbody tr:first-child', 'completed');
  quiet(seen);
  console.log(`by TLS: signed in, ${peer} is seen, an event arrives, the cookie is for TLS only`);
} finally {
  await browser.close();
}
