// node walk.mjs ADDRESS CODE PASSWORD PEER PEER_PID AUDITORS TOKEN SHOTS: walks the page of a node that knows others, one of that name.
import assert from 'node:assert/strict';
import { launch, open } from './browser.mjs';
import { accessible, fits, quiet, says, wholeWords } from './checks.mjs';
import { decides } from './gate.mjs';
import { hostile } from './hostile.mjs';

const [address, code, PASSWORD, peer, peerPid, auditors, token, shots] = process.argv.slice(2);
const MOST_BYTES = 150 * 1024;

const shot = async (page, name, part) => {
  if (shots) {
    await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: name.includes('dark') ? 'dark' : 'light' });
    await page.evaluate('scrollTo(0, 0)');
    await (part ? page.locator(part) : page).screenshot({ path: `${shots}/${name}.png` });
    await page.emulateMedia({ colorScheme: 'light' });
  }
};

/** Its name is first in its row; a row of another may name it as the way there. */
const row = (page) => page.locator('#peers tbody tr', { hasText: new RegExp(`^\\s*${peer}`) });

/** By keyboard alone. */
async function setUp(page) {
  await page.goto(`${address}/#code=WRNG-CODE`);
  await page.waitForSelector('#signin input');
  assert.equal(await page.evaluate(() => location.hash), '', 'the code is taken out of the address');
  assert.equal(await page.inputValue('#code'), 'WRNG-CODE');
  await accessible(page, 'signing in');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await says(page, '#signin [role=alert]', 'setup code is wrong');
  await page.fill('#code', code);
  await page.focus('#again');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#peers table tbody tr');
  console.log('the setup code sets the password');
}

async function peers(page) {
  await says(page, '#peers tbody tr[data-standing=reachable]', peer);
  await says(page, '#peers svg a[data-standing=reachable]', peer);
  await page.locator('#peers svg a').first().focus();
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.matches('#peers tbody tr')), 'picture leads to list');
  await row(page).locator('button').press('Enter');
  await says(page, '#peers tbody tr .told', /(ms|s)$/);
  await says(page, '#links tbody tr', peer);
  console.log(`${peer} is seen, in picture and list, and answers`);
}

async function works(page) {
  await page.fill('#message-to', peer);
  await page.fill('#message-text', 'Tea is ready <b>now</b>');
  await page.locator('#messages form button').press('Enter');
  await says(page, '#messages li', 'Tea is ready <b>now</b>');
  await says(page, '#messages li[data-state=delivered]', `To ${peer}`);
  await page.selectOption('#job-kind', 'system_info');
  await page.locator('#jobs form button').press('Enter');
  await says(page, '#jobs tbody tr[data-standing=reachable]', 'completed');
  await page.locator('#jobs tbody tr button', { hasText: 'Show' }).first().press('Enter');
  await says(page, '#jobs pre', '"result"');
  const wide = await page.evaluate(() => ['#jobs pre', '#jobs table'].map((each) => document.querySelector(each).clientWidth));
  assert.ok(wide[0] > wide[1] * 0.9, `what came of a job has room: ${wide}`);
  await page.locator('#jobs tbody tr button', { hasText: 'Show' }).first().press('Enter');
  await page.waitForSelector('#jobs pre', { state: 'detached' });
  await says(page, '#airtime', 'no radio');
  await says(page, '#log li', 'event=page-login');
  console.log('a message is delivered, a job completed');
}

async function languages(page) {
  await page.locator('#language').press('Enter');
  await says(page, '#peers h2', 'Wer da ist');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  await says(page, '#peers tbody tr', 'erreichbar');
  await accessible(page, 'in German');
  await wholeWords(page, 1280);
  await page.setViewportSize({ width: 1000, height: 700 });
  await shot(page, 'page-dark-german');
  await page.locator('#language').press('Enter');
  await says(page, '#peers tbody tr', 'reachable');
}

async function narrow(page) {
  await fits(page, 360);
  await accessible(page, '360 px wide');
  await shot(page, 'page-narrow');
  await page.setViewportSize({ width: 1100, height: 900 });
}

/** What is said then is what the node has seen: nothing comes back. */
async function killed(page) {
  process.kill(Number(peerPid), 'SIGKILL');
  await row(page).locator('button').click();
  await says(page, '#peers tbody tr .told', 'no answer');
  await says(page, '#peers tbody tr:not([data-standing=reachable])', peer, 60000);
  await says(page, '#peers svg a:not([data-standing=reachable])', peer);
  await shot(page, 'page-lost', '#peers');
  // Opened anew, the page is told everything again, and how long ago that was.
  await page.reload();
  await says(page, '#peers tbody tr:not([data-standing=reachable])', peer);
  await says(page, '#peers tbody tr', new RegExp(`${peer}.* ago`));
  console.log(`${peer} was killed, and is grey`);
}

async function leaves(page, context) {
  await page.locator('#leave').press('Enter');
  await page.waitForSelector('#password');
  assert.equal((await context.cookies()).length, 0);
  await page.fill('#password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('#peers table');
  console.log('signing out and in again works');
}

const browser = await launch();
try {
  const { context, page, seen } = await open(browser, address);
  await setUp(page);
  await peers(page);
  await works(page);
  await accessible(page, 'signed in');
  await page.setViewportSize({ width: 1000, height: 1250 });
  await shot(page, 'page');
  await page.setViewportSize({ width: 1000, height: 700 });
  assert.ok(seen.bytes > 10000 && seen.bytes <= MOST_BYTES, `the page weighs ${seen.bytes} bytes`);
  console.log(`the page weighs ${seen.bytes} bytes as sent`);
  await decides(page, context, { address, auditors: auditors.split(','), token, shot });
  // The browser tells of the answer that was kept from it.
  seen.problems.splice(0, seen.problems.length, ...seen.problems.filter((each) => !each.includes('ERR_FAILED')));
  await languages(page);
  await narrow(page);
  await leaves(page, context);
  await killed(page);
  quiet(seen);
  await hostile(browser, address);
} finally {
  await browser.close();
}
