// Deciding about held jobs, votes of auditors, and tokens, on a node whose gates hold what says "open the gate".
import assert from 'node:assert/strict';
import { accessible, fits, says } from './checks.mjs';

const PHRASE = 'open the gate';

const newest = (page, kind = 'ping') => page.locator('#jobs tbody tr:not(.detail)', { hasText: `${kind} ` }).first();
const detail = (page) => page.locator('#jobs tbody tr.detail');

/** A job that the gates hold, with its decision opened. */
async function held(page, number) {
  await page.selectOption('#job-kind', 'ping');
  await page.fill('#job-params', `note=${PHRASE} ${number}`);
  await page.locator('#jobs > .body > form button').press('Enter');
  await says(page, '#jobs tbody tr:first-child', 'waits for a decision');
  const id = (await newest(page).locator('td').first().textContent()).split(' ').pop();
  await newest(page).locator('button', { hasText: 'Decide' }).press('Enter');
  await says(page, '#jobs .said li', PHRASE);
  return id;
}

async function close(page, kind) {
  await newest(page, kind).locator('button', { hasText: 'Show' }).press('Enter');
  await detail(page).waitFor({ state: 'detached' });
}

const press = (page, word) => detail(page).locator('button', { hasText: word });

async function approves(page, shot) {
  const decisions = [];
  page.on('request', (request) => request.url().endsWith('/approve') && decisions.push(request.headers()['if-match'] ?? ''));
  const id = await held(page, 1);
  await accessible(page, 'deciding');
  await shot(page, 'page-decide', '#jobs');
  await shot(page, 'page-decide-dark', '#jobs');
  await fits(page, 360);
  await shot(page, 'page-decide-narrow', '#jobs');
  await page.setViewportSize({ width: 1100, height: 900 });
  await press(page, 'Approve').press('Enter');
  await says(page, '#jobs [role=alert]', 'Say why');
  assert.ok(await page.evaluate(() => document.activeElement.matches('#jobs .detail input')), 'the reason has the focus');
  await page.keyboard.type('the visitors are expected');
  await page.keyboard.press('Enter');
  assert.deepEqual(decisions, [], 'Enter in the reason decides nothing');
  await press(page, 'Approve').dblclick();
  await says(page, '#jobs [role=status]', `Job ${id} is approved`);
  assert.equal(decisions.length, 1, 'two presses are one request');
  assert.match(decisions[0], /^"[0-9a-f]{32}"$/);
  assert.ok(await page.evaluate((button) => document.activeElement.id === button, `show-${id}`), 'the focus is at the job');
  await says(page, '#jobs tbody tr:first-child', 'completed');
  await says(page, '#jobs .said li', /^approved by this page .*: the visitors are expected$/);
  await detail(page).locator('form').waitFor({ state: 'hidden' });
  await close(page);
}

async function rejects(page) {
  const id = await held(page, 2);
  await detail(page).locator('input').fill('nobody asked for it');
  await press(page, 'Reject').press('Enter');
  await says(page, '#jobs [role=status]', `Job ${id} is rejected`);
  await says(page, '#jobs tbody tr:first-child', 'failed');
  await close(page);
}

/** Why it is refused is said where one has pressed; what got lost on the way may be asked for again. */
async function refused(page) {
  const id = await held(page, 3);
  await detail(page).locator('input').fill('once more');
  await page.route('**/approve', (route) => route.fulfill({ status: 403, json: { type: 'urn:sheratan:problem:insufficient-scope',
    detail: 'this needs a token with the scope operate, not submit', fix: 'sheratan token create NAME --scope operate' } }), { times: 1 });
  await press(page, 'Approve').press('Enter');
  await says(page, '#jobs [role=alert]', 'the scope operate, not submit. Try: sheratan token create');
  await page.route('**/approve', (route) => route.abort(), { times: 1 });
  await press(page, 'Approve').press('Enter');
  await says(page, '#jobs [role=alert]', 'was not reached');
  await press(page, 'Approve').press('Enter');
  await says(page, '#jobs [role=status]', `Job ${id} is approved`);
  await says(page, '#jobs tbody tr:first-child', 'completed');
  await close(page);
}

/** Between look and press somebody else decides: what was seen then counts no more. */
async function second(page, context, address) {
  const id = await held(page, 4);
  await detail(page).locator('input').fill('too late');
  await page.route('**/reject', async (route) => {
    const answer = await context.request.post(`${address}/api/v1/gate/held/${id}/approve`,
      { data: { reason: 'quicker' }, headers: { 'X-Sheratan-Page': '1', Origin: address } });
    assert.equal(answer.status(), 200);
    await route.continue();
  }, { times: 1 });
  await press(page, 'Reject').press('Enter');
  await says(page, '#jobs [role=status]', 'somebody was quicker');
  await says(page, '#jobs .said li', /^approved by this page .*: quicker$/);
  await close(page);
}

async function votes(page, auditors, shot) {
  await page.selectOption('#job-kind', 'list_files');
  await page.fill('#job-params', '');
  await page.locator('#jobs > .body > form button').press('Enter');
  // The questions to the auditors are jobs, too, and newer ones.
  await says(page, '#jobs tbody tr', /list_files .*completed/);
  await newest(page, 'list_files').locator('button', { hasText: 'Show' }).press('Enter');
  await says(page, '#jobs .said li', `Second opinions: approved; ${auditors.length} of ${auditors.length} must agree`);
  for (const auditor of auditors) {
    await says(page, '#jobs .said li', `${auditor}: approves (rules)`);
  }
  await shot(page, 'page-votes', '#jobs');
  await close(page, 'list_files');
}

async function tokens(page, name, shot) {
  const row = page.locator('#tokens tbody tr', { hasText: name });
  await says(page, '#tokens tbody tr', name);
  assert.match(await row.textContent(), /submit.*active/);
  assert.ok((await page.locator('#tokens tbody td').allInnerTexts()).every((text) => !/[\w-]{30}/.test(text)), 'no secret');
  await shot(page, 'page-tokens', '#tokens');
  await row.locator('button').press('Enter');
  await says(page, '#tokens [role=status]', 'Press again');
  await row.locator('button', { hasText: 'for good' }).press('Enter');
  await says(page, '#tokens [role=status]', `${name} is revoked`);
  await says(page, '#tokens tbody tr', new RegExp(`${name}.*revoked`));
  await row.locator('button').waitFor({ state: 'hidden' });
}

export async function decides(page, context, { address, auditors, token, shot }) {
  await approves(page, shot);
  await rejects(page);
  await refused(page);
  await second(page, context, address);
  await votes(page, auditors, shot);
  await tokens(page, token, shot);
  await page.fill('#job-params', '');
  console.log('held jobs are approved and rejected once, votes are seen, a token is revoked');
}
