import { openBrowser } from '@media/testkit/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logNetwork } from './support/network-log.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';

const { webUrl, apiUrl } = product();

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each([
  ['through the web app', `${webUrl}/api`, 'light', WIDE],
  ['through the web app, on a phone in dark mode', `${webUrl}/api`, 'dark', PHONE],
  ['at the API itself', apiUrl, 'dark', WIDE],
] as const)(
  'the API reference %s contacts no other host and logs no error',
  async (_location, base, colorScheme, viewport) => {
    const context = await browser.newContext({ ...viewport, colorScheme });
    const network = logNetwork(context);
    const page = await context.newPage();
    const consoleErrors: string[] = [];
    page.on(
      'console',
      (message) => ['error', 'warning'].includes(message.type()) && consoleErrors.push(message.text()),
    );
    page.on('pageerror', ({ message }) => consoleErrors.push(message));
    await page.goto(`${base}/docs`);
    await page.getByRole('heading', { level: 1, name: 'media-processor' }).waitFor();
    await page.getByText('Bearer Token').first().waitFor();
    await page.locator(`body.${colorScheme}-mode`).waitFor();
    // Operations render when they are scrolled into view.
    await page.goto(`${base}/docs#tag/videos/POST/videos`);
    await page.getByText('Completes an upload and starts processing').first().waitFor();
    await network.settled();
    expect(consoleErrors).toEqual([]);
    const hosts = new Set(network.exchanges().map(({ url }) => url.origin));
    expect([...hosts]).toEqual([new URL(base).origin]);
    const failed = network.exchanges().filter(({ status }) => status === undefined || status >= 400);
    expect(failed.map(({ url }) => url.href)).toEqual([]);
    await context.close();
  },
);
