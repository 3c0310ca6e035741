// A node whose peers have chosen their names and words to do harm: all of it stays text.
import assert from 'node:assert/strict';
import { open } from './browser.mjs';
import { fits, quiet, says, wholeWords } from './checks.mjs';

const BAD = '<img src=x onerror=alert(1)>"\'><script>alert(2)</script>';
const LONG = 'x'.repeat(400);
const RADIO = { link: 'lora0', state: 'up', noise_dbm: -118, law: { used_s: 150, left_s: 210, emergency_only_s: 18 } };

const event = (name, data) => `id: a.b-${++number}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
let number = 0;

const node = (id, name, more) => ({ id, short_name: id, name, fingerprint: BAD, state: 'reachable', hops: 1, via_id: id, via: name,
  link: 'udp', seen_s: 1, trust: 'first_use', capabilities: [BAD], ...more });

const HELD = { params: { note: BAD }, result: null, reason: BAD, state: 'held', origin: { zone: BAD, name: BAD },
  gates: { reports: [{ gate: 'G1', name: 'payload', status: 'PAUSE', reasons: [{ code: 'a', message: BAD + LONG }] }], decision: null },
  audit: { tally: 'open', agree: 1, votes: [{ auditor: 'aaaa', auditor_id: 'aaaa', vote: 'reject', by: BAD, reason: BAD }] } };

const STREAM = () => [
  event('status', { name: BAD, simulated: true, capabilities: [], degraded: { why: BAD, fix: BAD } }),
  event('radio', RADIO),
  event('node', node('aaaa', BAD)),
  event('node', node('bbbb', LONG, { state: 'way_known', hops: 2, via_id: 'aaaa', via: BAD })),
  event('node', node('cccc', '‮gnp.exe', { state: 'lost', hops: null, via_id: null, via: null })),
  event('node', node('dddd', 'far', { state: 'way_known', hops: 6, via_id: 'aaaa', via: BAD, seen_s: 500 })),
  event('neighbor', { id: 'aaaa', name: BAD, link: BAD, endpoint: BAD, state: 'proven', snr_db: -7.2, rssi_dbm: -101,
    heard_percent: 90, answered_percent: 70, rtt_s: 0.4, seen_s: 1 }),
  event('link', { name: BAD, state: 'down', why: BAD, frames_in: 1, sent: 1, dropped: {} }),
  event('message', { id: 'm-1', mark: '1-1', direction: 'in', state: 'unread', priority: 'emergency', peer: BAD, text: BAD + LONG,
    received: { at: null, quality: 'none', ago_s: 5 } }),
  event('job', { id: 'j-1-9', kind: 'old', state: 'completed', ended: true, worker: 'a', reason: null, progress: null, age_s: 600,
    took_s: 0.2 }),
  event('job', { id: 'j-1-10', kind: BAD, state: BAD, ended: false, worker: BAD, reason: BAD, progress: 0.5, age_s: 3 }),
  event('job', { id: 'j-1-11', kind: 'odd', state: 'held', ended: false, worker: null, reason: BAD, progress: null, age_s: 3, votes: 1 }),
  event('log', { number: 1, text: `level=warn ${BAD} ${LONG}` }),
].join('');

export async function hostile(browser, address) {
  const { page, seen } = await open(browser, address);
  await page.route('**/api/v1/session', (route) => route.fulfill({ json: { signed_in: true, password_set: true, scope: 'submit' } }));
  await page.route('**/api/v1/events', (route) => route.fulfill({ contentType: 'text/event-stream', body: STREAM() }));
  await page.route('**/api/v1/jobs/j-1-11', (route) => route.fulfill({ json: HELD }));
  await page.goto(`${address}/`);
  await says(page, '#messages li .words', 'onerror=alert');
  for (const where of ['#name', '#peers tbody td', '#jobs tbody td', '#links tbody td', '#log li', '#peers svg text']) {
    await says(page, where, '<img');
  }
  assert.equal(await page.locator('img, script:not([src])').count(), 0);
  await says(page, '#airtime .level', '42 %: orange');
  const [bar, gauge] = await page.evaluate(() => ['.gauge rect', '.gauge'].map((each) => {
    const { left, width } = document.querySelector(each).getBoundingClientRect();
    return { left, width };
  }));
  assert.ok(Math.abs(bar.left - gauge.left) <= 2 && Math.abs(bar.width / gauge.width - 150 / 360) < 0.02, 'the bar fills its frame');
  await says(page, '#jobs tbody tr:nth-child(2)', BAD);
  await says(page, '#jobs tbody tr:nth-child(3)', 'completed after 200 ms');
  await says(page, '#jobs tbody tr:nth-child(3) td:nth-child(4)', '10 min');
  // Who may not decide is shown what there is, and no button that would be refused.
  await page.locator('#jobs tbody tr button', { hasText: 'Show' }).first().click();
  await says(page, '#jobs .said li', `${BAD}: rejects (${BAD}): ${BAD}`);
  assert.equal(await page.locator('#jobs .detail button:visible, #tokens:visible, nav [href="#tokens"]:visible').count(), 0);
  assert.equal(await page.locator('#peers line.far').count(), 1, 'a way over nodes that are not known is no link');
  await says(page, '#peers svg .count', '6');
  await page.route('**/api/v1/ping', (route) => route.abort());
  await page.locator('#peers tbody button').first().click();
  await says(page, '#peers tbody .told', 'was not reached');
  // The browser tells of that, too.
  seen.problems.splice(0, seen.problems.length, ...seen.problems.filter((each) => !each.includes('ERR_FAILED')));
  for (const width of [700, 1000, 1280]) {
    await fits(page, width);
    await wholeWords(page, width);
  }
  await fits(page, 360);
  quiet(seen);
  console.log('hostile names and words stay text, and fit');
}
