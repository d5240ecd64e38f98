import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { makeLargeFile } from './support/large-file.ts';
import { card, chooseFiles, uploadRow } from './support/library-page.ts';
import { openPartsLine, type PartsLine } from './support/parts-line.ts';
import { PHONE, WIDE } from './support/screens.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const MIB = 1024 * 1024;
/** Bytes a second: no part arrives while the line is measured. */
const SLOW = 100_000;

let browser: Browser;
let visitor: Visitor;
let page: Page;
let line: PartsLine;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  line = await openPartsLine(page);
  await signUp(page);
});
afterAll(() => browser.close());

/** Three parts, of which the second and third are held. */
const halfSent = async (name: string): Promise<void> => {
  const file = await makeLargeFile(await makeClip({ seconds: 1 }), 33 * MIB, join(runDir(), name));
  line.hold(1);
  await chooseFiles(page, file);
  await uploadRow(page, name)
    .getByText(/^16\.8 MB of 34\.6 MB/)
    .waitFor();
};

test('a paused upload keeps what has arrived, and resuming sends only the rest', async () => {
  await halfSent('paused.mp4');
  await page.getByRole('button', { name: 'Pause paused.mp4' }).click();
  await uploadRow(page, 'paused.mp4').getByText('Paused · 16.8 MB of 34.6 MB').waitFor();
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  expect(line.taken()).toEqual([1]);

  line.open();
  await page.getByRole('button', { name: 'Resume paused.mp4' }).click();
  await uploadRow(page, 'paused.mp4').getByText('Uploaded · 34.6 MB').waitFor();
  expect(line.taken()).toEqual([2, 3]);
  await card(page, 'paused').getByText('Ready', { exact: true }).waitFor();
  await page.setViewportSize(WIDE.viewport);
});

test('a line that is lost is told, and once it is back the upload goes on by itself with the rest', async () => {
  await halfSent('unplugged.mp4');
  await visitor.context.setOffline(true);
  line.open();
  await uploadRow(page, 'unplugged.mp4')
    .getByText(/no connection|waiting for a connection/)
    .waitFor();
  expect(line.taken()).toEqual([1]);
  await visitor.context.setOffline(false);
  await uploadRow(page, 'unplugged.mp4').getByText('Uploaded · 34.6 MB').waitFor();
  expect(line.taken()).toEqual([2, 3]);
});

test('an upload goes on while one walks through the pages', async () => {
  await halfSent('walked.mp4');
  await page.getByRole('link', { name: 'Account' }).first().click();
  await page.waitForURL('**/account');
  line.open();
  await uploadRow(page, 'walked.mp4').getByText('Uploaded · 34.6 MB').waitFor();
  await page.getByRole('link', { name: 'Videos' }).first().click();
  await card(page, 'walked').waitFor();
});

test('bytes on the way do not count as arrived, and are taken back when the line breaks', async () => {
  const name = 'broken.mp4';
  const file = await makeLargeFile(await makeClip({ seconds: 1 }), 17 * MIB, join(runDir(), name));
  const devtools = await visitor.context.newCDPSession(page);
  const throttle = (uploadThroughput: number) =>
    devtools.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
    });
  await throttle(SLOW);
  const asked = page.waitForRequest(
    (request) =>
      request.method() === 'POST' && /\/uploads$/.test(request.url()) && /partSizeBytes/.test(request.postData() ?? ''),
  );
  await chooseFiles(page, file);
  const row = uploadRow(page, name);
  const bars = row.locator('[role=progressbar]');
  // The line is measured, and the upload begun anew in parts of 5 MiB.
  expect((await asked).postDataJSON()).toMatchObject({ partSizeBytes: 5 * MIB });
  await row.getByText(/^0 B of 17\.8 MB · /).waitFor();
  expect(await bars.getAttribute('aria-valuenow')).toBe('0');
  await visitor.context.setOffline(true);
  await row.getByText(/0 B of 17\.8 MB · (no connection|waiting for a connection)/).waitFor();
  await throttle(-1);
  await visitor.context.setOffline(false);
  await row.getByText('Uploaded · 17.8 MB').waitFor();
  expect(line.taken().length).toBeGreaterThanOrEqual(4);
});

test('no page complained', () => {
  expect(visitor.complaints).toEqual([]);
});
