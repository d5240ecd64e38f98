import { openBrowser } from '@media/testkit/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logNetwork } from './support/network-log.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { WAIT_MS } from './support/visitor.ts';

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
    context.setDefaultTimeout(WAIT_MS);
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

test('an operation can be tried in the API reference with an API key', async () => {
  const json = { 'content-type': 'application/json' };
  const post = async (path: string, body: object, headers = {}) =>
    (
      await fetch(`${apiUrl}${path}`, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
    ).json();
  const email = `${crypto.randomUUID()}@example.org`;
  const { accessToken } = await post('/auth/register', { email, password: 'correct horse' });
  const authorization = `Bearer ${accessToken}`;
  const { key } = await post('/api-keys', { name: 'Reference', scopes: ['video.read'] }, { authorization });
  const page = await browser.newPage(WIDE);
  page.setDefaultTimeout(WAIT_MS);
  await page.goto(`${webUrl}/api/docs`);
  await page.getByRole('textbox', { name: 'Bearer Token' }).or(page.getByPlaceholder('Token')).first().fill(key);
  await page.goto(`${webUrl}/api/docs#tag/organizations/GET/actor`);
  await page
    .getByRole('button', { name: /Test Request.*\/actor/ })
    .first()
    .click();
  const response = page.waitForResponse((one) => one.url().endsWith('/actor'));
  await page.getByRole('button', { name: /^Send/ }).first().click();
  expect(await (await response).json()).toMatchObject({ type: 'apiKey', permissions: ['video.read'] });
  await page.close();
});
