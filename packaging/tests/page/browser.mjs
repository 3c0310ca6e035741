// Debian's Chromium, and what it asked for while it showed the page.
import { chromium } from 'playwright-core';

const EXECUTABLE = '/usr/bin/chromium';

export async function launch() {
  return chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox', '--disable-gpu'] });
}

/** A page of its own browser context; notes problems and requests to others than this node. */
export async function open(browser, address, options = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { outside: [], problems: [], dialogs: [], bytes: 0 };
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) {
      seen.outside.push(request.url());
    }
  });
  page.on('pageerror', (error) => seen.problems.push(String(error)));
  page.on('console', (message) => {
    // What the node refuses, a wrong code above all, is on the console, too.
    if (message.type() === 'error' && !/status of [45]\d\d/.test(message.text())) {
      seen.problems.push(message.text());
    }
  });
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  const network = await context.newCDPSession(page);
  const files = new Set();
  await network.send('Network.enable');
  network.on('Network.responseReceived', ({ requestId, response }) => {
    if (!response.url.includes('/api/')) {
      files.add(requestId);
    }
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    seen.bytes += files.has(requestId) ? encodedDataLength : 0;
  });
  return { context, page, seen };
}
