import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import { makeLargeFile } from '@media/testkit/large-file';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { dropFiles } from './support/drop-files.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { card, chooseFiles, uploadRow, waitForUploaded } from './support/library-page.ts';
import { installPartGate, type PartGate } from './support/part-gate.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const MIB = 1024 * 1024;
/** Bytes per second. No part completes while the bandwidth is being measured. */
const SLOW = 100_000;

let browser: Browser;
let visitor: Visitor;
let page: Page;
let gate: PartGate;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  gate = await installPartGate(page);
  await signUp(page);
});
afterAll(() => browser.close());

const writeClip = async (name: string): Promise<string> => {
  const path = join(runDir(), name);
  await copyFile(await makeClip({ seconds: 1 }), path);
  return path;
};

/** Starts an upload of three parts and delays the second and third. */
const startPartialUpload = async (name: string, titles: Record<string, string> = {}): Promise<void> => {
  const file = await makeLargeFile(await makeClip({ seconds: 1 }), 33 * MIB, join(runDir(), name));
  gate.allowUpTo(1);
  await chooseFiles(page, file, titles);
  await uploadRow(page, name)
    .getByText(/^16\.8 MB of 34\.6 MB/)
    .waitFor();
};

/** Expects that the end of the page can be scrolled above the tray. */
const expectTrayCoversNothing = async (): Promise<void> => {
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const content = await page.getByRole('main').boundingBox();
  const tray = await page.getByRole('region', { name: 'Upload tray' }).boundingBox();
  if (!content || !tray) throw new Error('There is no page or no tray.');
  expect(content.y + content.height).toBeLessThanOrEqual(tray.y);
};

test('a paused upload keeps what was uploaded, resuming sends only the rest, and the tray covers nothing', async () => {
  await startPartialUpload('paused.mp4', { 'paused.mp4': 'Paused halfway' });
  await page.getByRole('button', { name: 'Pause paused.mp4' }).click();
  await uploadRow(page, 'paused.mp4').getByText('Paused · 16.8 MB of 34.6 MB').waitFor();
  await expectTrayCoversNothing();
  // The tooltip of the button under the mouse stays where the wide page had it.
  await page.mouse.move(0, 0);
  await page.getByRole('tooltip').waitFor({ state: 'hidden' });
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await expectTrayCoversNothing();
  expect(gate.takeUploaded()).toEqual([1]);

  gate.open();
  await page.getByRole('button', { name: 'Resume paused.mp4' }).click();
  await page.getByRole('button', { name: 'Show uploads' }).waitFor();
  await waitForUploaded(page, 'paused.mp4', '34.6 MB');
  expect(gate.takeUploaded()).toEqual([2, 3]);
  await card(page, 'Paused halfway').getByText('Completed', { exact: true }).waitFor();
  await page.setViewportSize(WIDE.viewport);
});

test('an upload shows that it is offline, and resumes automatically with the rest', async () => {
  await startPartialUpload('unplugged.mp4');
  await visitor.context.setOffline(true);
  gate.open();
  await uploadRow(page, 'unplugged.mp4').getByText('Offline. Resumes automatically.').waitFor();
  expect(gate.takeUploaded()).toEqual([1]);
  await visitor.context.setOffline(false);
  await waitForUploaded(page, 'unplugged.mp4', '34.6 MB');
  expect(gate.takeUploaded()).toEqual([2, 3]);
});

test('an upload continues across pages', async () => {
  await startPartialUpload('walked.mp4');
  await page.getByRole('link', { name: 'Account' }).first().click();
  await page.waitForURL('**/account');
  gate.open();
  await waitForUploaded(page, 'walked.mp4', '34.6 MB');
  await page.getByRole('link', { name: 'Videos' }).first().click();
  await card(page, 'walked').waitFor();
});

test('bytes in flight do not count as uploaded, and are dropped when the connection breaks', async () => {
  const name = 'broken.mp4';
  const file = await makeLargeFile(await makeClip({ seconds: 1 }), 17 * MIB, join(runDir(), name));
  const devtools = await visitor.context.newCDPSession(page);
  const throttle = (uploadThroughput: number) =>
    devtools.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
    });
  await throttle(SLOW);
  const created = page.waitForRequest(
    (request) =>
      request.method() === 'POST' && /\/uploads$/.test(request.url()) && /partSizeBytes/.test(request.postData() ?? ''),
  );
  await chooseFiles(page, file);
  const row = uploadRow(page, name);
  const bars = row.locator('[role=progressbar]');
  // After measuring the bandwidth, the page restarts the upload with 5 MiB parts.
  expect((await created).postDataJSON()).toMatchObject({ partSizeBytes: 5 * MIB });
  await row.getByText(/^0 B of 17\.8 MB · /).waitFor();
  expect(await bars.getAttribute('aria-valuenow')).toBe('0');
  await visitor.context.setOffline(true);
  await row.getByText('0 B of 17.8 MB · Offline. Resumes automatically.').waitFor();
  await throttle(-1);
  await visitor.context.setOffline(false);
  await waitForUploaded(page, name, '17.8 MB');
  expect(gate.takeUploaded().length).toBeGreaterThanOrEqual(4);
});

test('the dialog lists chosen, dropped and pasted files and folders, names what it skips, and works by keyboard', async () => {
  const at = (...path: string[]) => join(runDir(), 'gathered', ...path);
  await mkdir(at('season', 'finale'), { recursive: true });
  for (const path of ['first.mp4', 'second.mp4', 'notes.txt', 'season/1.mp4', 'season/finale/2.mp4'])
    await writeFile(at(path), `This is ${path}.`);
  await writeFile(at('empty.mp4'), '');
  await page.getByRole('link', { name: 'Account' }).first().click();
  await page.waitForURL('**/account');
  await page.getByRole('button', { name: 'More upload actions' }).click();
  await page.getByRole('menuitem', { name: 'Add files' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  const choose = async (button: string, paths: string | string[]): Promise<void> => {
    const pressed = dialog.getByRole('button', { name: button });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressed.press('Enter')]);
    await chooser.setFiles(paths);
  };
  const rows = dialog.getByRole('list', { name: 'Files to upload' }).getByRole('listitem');

  await choose('Choose files', [at('first.mp4'), at('notes.txt'), at('empty.mp4')]);
  await dialog.getByText('2 files were skipped').waitFor();
  await dialog.getByText('notes.txt: Not a video or audio file.').waitFor();
  await dialog.getByText('empty.mp4: The file is empty.').waitFor();
  await choose('Choose folder', at('season'));
  await dropFiles(page, [at('first.mp4'), at('second.mp4')], dialog.getByText('Drop video or audio files here'));
  await dialog.getByRole('button', { name: 'Cancel' }).evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['This is pasted.'], 'pasted.mp4', { type: 'video/mp4' }));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  await expect.poll(() => rows.count()).toBe(5);
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);

  await dialog.getByRole('button', { name: 'Remove first.mp4' }).press('Enter');
  await expect
    .poll(() => rows.allInnerTexts())
    .toEqual(['1.mp4', '2.mp4', 'second.mp4', 'pasted.mp4'].map((name) => expect.stringContaining(name)));
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('Remove 1.mp4');
  await dialog.getByRole('button', { name: 'Upload 4 files' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('a retry is offered only for a failed upload that can succeed', async () => {
  const file = await writeClip('refused.mp4');
  const tooLarge = { status: 413, code: 'UPLOAD_TOO_LARGE', detail: 'The file is larger than this server accepts.' };
  const answer = (problem: typeof tooLarge) =>
    page.route('**/api/uploads', (route) =>
      route.fulfill({ status: problem.status, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    );
  await page.goto(`${product().webUrl}/videos`);
  await answer(tooLarge);
  await chooseFiles(page, file);
  const row = uploadRow(page, 'refused.mp4');
  await row.getByText(tooLarge.detail).waitFor();
  expect(await row.getByRole('button').evaluateAll((buttons) => buttons.map(({ ariaLabel }) => ariaLabel))).toEqual([
    'Dismiss refused.mp4',
  ]);
  await expectAccessible(page);
  await row.getByRole('button', { name: 'Dismiss refused.mp4' }).click();
  await row.waitFor({ state: 'detached' });

  await page.unroute('**/api/uploads');
  await answer({ status: 409, code: 'UPLOAD_CLOSED', detail: 'This upload has already ended. Start a new one.' });
  await chooseFiles(page, file);
  await row.getByText('This upload has already ended.').waitFor();
  await page.unroute('**/api/uploads');
  await row.getByRole('button', { name: 'Retry refused.mp4' }).click();
  await waitForUploaded(page, 'refused.mp4');
});

test('no page logged an error', () => {
  expect(visitor.errors).toEqual([]);
});
