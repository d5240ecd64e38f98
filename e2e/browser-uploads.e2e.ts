import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';

const { webUrl } = inject('product');
const WAIT_MS = 90_000;
const MIB = 1024 * 1024;
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 390, height: 844 };

let browser: Browser;
let page: Page;
const complaints: string[] = [];
const warnings: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: WIDE });
  context.setDefaultTimeout(WAIT_MS);
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', async (dialog) => {
    warnings.push(dialog.type());
    await dialog.accept();
  });
  await page.goto(`${webUrl}/sign-up`);
  await page.getByLabel('Email').fill(`${crypto.randomUUID()}@example.org`);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL('**/videos');
});
afterAll(() => browser.close());

/** A playable file of 33 MiB, three parts, that is quick to encode: a short clip, then a box that players skip. */
const largeFile = async (name: string): Promise<string> => {
  const file = join(runDir(), name);
  await copyFile(await makeClip({ seconds: 1 }), file);
  const box = Buffer.alloc(33 * MIB - (await readFile(file)).length);
  box.writeUInt32BE(box.length);
  box.write('free', 4, 'latin1'); // ISO/IEC 14496-12, 8.1.2
  await writeFile(file, box, { flag: 'a' });
  return file;
};

const choose = async (file: string): Promise<void> => {
  const button = page.getByRole('button', { name: 'Choose files' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
  await chooser.setFiles(file);
};

/** Lets the store receive the first part of a file and no other until the line is opened; remembers every part that went out. */
const watchLine = async () => {
  const sent: number[] = [];
  const held: Route[] = [];
  let isOpen = false;
  const isPart = ({ searchParams }: URL) => searchParams.has('partNumber');
  const onPart = async (route: Route) => {
    const partNumber = Number(new URL(route.request().url()).searchParams.get('partNumber'));
    if (route.request().method() !== 'PUT') return route.continue();
    if (!isOpen && partNumber > 1) return void held.push(route);
    sent.push(partNumber);
    await route.continue();
  };
  await page.route(isPart, onPart);
  onTestFinished(() => page.unroute(isPart, onPart));
  return {
    /** The parts that were sent since the last time of asking, in order of their numbers. */
    sent: () => sent.splice(0).sort((a, b) => a - b),
    open: async () => {
      isOpen = true;
      // The page has given these up itself.
      await Promise.all(held.map((route) => route.abort().catch(() => undefined)));
    },
  };
};

const row = (name: string) =>
  page.getByRole('list', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
const card = (title: string) =>
  page.getByRole('region', { name: 'Videos' }).getByRole('listitem').filter({ hasText: title });

test('a paused upload keeps what has arrived, and resuming sends only the rest', async () => {
  const line = await watchLine();
  await choose(await largeFile('paused.mp4'));
  await row('paused.mp4')
    .getByText(/^16\.8 MB of 34\.6 MB/)
    .waitFor();
  await page.getByRole('button', { name: 'Pause paused.mp4' }).click();
  await row('paused.mp4').getByText('Paused · 16.8 MB of 34.6 MB').waitFor();
  await page.setViewportSize(NARROW);
  await expectNoOverflow(page);
  expect(line.sent()).toEqual([1]);

  await line.open();
  await page.getByRole('button', { name: 'Resume paused.mp4' }).click();
  await row('paused.mp4').getByText('Uploaded · 34.6 MB').waitFor();
  expect(line.sent()).toEqual([2, 3]);
  await card('paused').getByText('Ready', { exact: true }).waitFor();
  await page.setViewportSize(WIDE);
});

test('a page that is reloaded in the middle warns first, and the same file picked again sends only what is missing', async () => {
  const file = await largeFile('reloaded.mp4');
  const line = await watchLine();
  await choose(file);
  await row('reloaded.mp4')
    .getByText(/^16\.8 MB of 34\.6 MB/)
    .waitFor();
  await page.reload();
  expect(warnings).toEqual(['beforeunload']);
  expect(line.sent()).toEqual([1]);

  await line.open();
  await page.getByText('Upload videos').waitFor();
  expect(await row('reloaded.mp4').count()).toBe(0);
  await choose(file);
  await row('reloaded.mp4').getByText('Uploaded · 34.6 MB').waitFor();
  expect(line.sent()).toEqual([2, 3]);
  await card('reloaded').waitFor();
  expect(await card('reloaded').count()).toBe(1);
});

test.each([
  ['a wide screen', WIDE],
  ['a phone', NARROW],
])(
  'on %s a text file says why it failed, may be tried again, and is deleted only after asking',
  async (_, viewport) => {
    await page.setViewportSize(viewport);
    const name = `notes-${viewport.width}`;
    const file = join(runDir(), `${name}.mp4`);
    await writeFile(file, 'These are notes, and no video at all.\n');
    const sentence = 'The file is not a video or sound file that we can read.';
    await choose(file);
    await card(name).getByText(sentence).waitFor();
    await card(name).getByText('Failed', { exact: true }).waitFor();
    await expectNoOverflow(page);

    await card(name).getByRole('link').click();
    const alert = page.getByRole('alert').filter({ hasText: 'This video could not be processed' });
    await alert.getByText(sentence).waitFor();
    await expectNoOverflow(page);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('· 2 attempts').waitFor();
    await alert.getByText(sentence).waitFor();

    const dialog = page.getByRole('dialog', { name: 'Delete this video?' });
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText(name).waitFor();
    await expectNoOverflow(page);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await alert.waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL('**/videos');
    await page.getByRole('region', { name: 'Videos' }).getByText('Ready', { exact: true }).first().waitFor();
    expect(await card(name).count()).toBe(0);
  },
);

test('no page threw an error', () => {
  expect(complaints).toEqual([]);
});
