import { join } from 'node:path';
import type { JobView, UploadView, VideoView } from '@media/contracts';
import { runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { login } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { dropFiles } from './support/drop-files.ts';
import { type DroppedFiles, MOVIE_SECONDS, makeDroppedFiles } from './support/dropped-files.ts';
import { expectMediaBypassesServer } from './support/expect-media-bypasses-server.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { firstLoadBytes } from './support/first-load.ts';
import { card, sendChosen, uploadRow, waitForUploaded, watchPreview } from './support/library-page.ts';
import { measure } from './support/measure.ts';
import { maxConcurrent } from './support/network-log.ts';
import { installPartGate, type PartGate } from './support/part-gate.ts';
import { type PausedEncoders, pauseEncoders } from './support/pause-encoders.ts';
import { playFrom } from './support/play-from.ts';
import { product, useOwnProduct } from './support/product.ts';
import { recordProgress } from './support/record-progress.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const IDLE_MS = 4_000;
/** A silent video is checked for whether it waits, at most every 15 s. */
const REFETCH_MS = 20_000;
/** Includes 137,000 bytes of Next.js and React (docs/decisions/0038). */
const FIRST_LOAD_BYTES = { landing: 144_000, library: 223_000 };
/** The large file: in parts of 16 MiB, of which the gate lets the first ones through. */
const LARGE = { mib: 105, size: '110 MB', allowed: [1, 2, 3], arrived: '50.3 MB', percent: 45, missing: [4, 5, 6, 7] };

useOwnProduct();

let browser: Browser;
let visitor: Visitor;
let email: string;
let encoders: PausedEncoders | undefined;
let gate: PartGate;
let files: DroppedFiles;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  gate = await installPartGate(visitor.page);
  files = await makeDroppedFiles(join(runDir(), 'dropped'), LARGE.mib);
});
afterAll(async () => {
  encoders?.[Symbol.dispose]();
  await browser.close();
});

test('a visitor signs up from the landing page and sees an empty library', async () => {
  const { page } = visitor;
  const signIn = page.getByRole('link', { name: 'Sign in' }).first();
  expect(await firstLoadBytes(visitor, product().webUrl, () => signIn.waitFor())).toBeLessThan(
    FIRST_LOAD_BYTES.landing,
  );
  await expectAccessible(page);
  await expectNoOverflow(page);
  await signIn.click();
  await page.waitForURL('**/sign-in');
  await expectAccessible(page);
  email = await signUp(page);
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
});

test('three files upload at the same time, in parallel parts', async () => {
  const { page, network } = visitor;
  gate.allowUpTo(LARGE.allowed.length);
  encoders = pauseEncoders(product().dataDir);
  await dropFiles(page, Object.values(files));
  await sendChosen(page);
  await uploadRow(page, 'large.mp4').getByText(`${LARGE.arrived} of ${LARGE.size}`).waitFor();
  await card(page, 'movie').getByText('Processing').waitFor();
  await card(page, 'notes').getByText('Failed', { exact: true }).waitFor();
  const puts = network.exchanges().filter(({ method, status }) => method === 'PUT' && status === 200);
  expect(puts).toHaveLength(LARGE.allowed.length + 2);
  expect(maxConcurrent(puts)).toBeGreaterThan(1);
  await expectAccessible(page);
  await expectNoOverflow(page);
});

/** Waits until only paused encode tasks are left, however slow the machine. */
const untilOnlyEncoding = async (): Promise<void> => {
  const api = await login(email);
  const { body: videos } = await api.call<{ items: VideoView[] }>('GET', '/videos?q=movie');
  const others = async (): Promise<string[]> => {
    const { body } = await api.call<{ items: JobView[] }>('GET', `/videos/${videos.items[0]?.id}/jobs`);
    const tasks = body.items.flatMap((job) => job.tasks).filter(({ kind }) => kind !== 'encode');
    return tasks.flatMap(({ kind, status }) => (['queued', 'running', 'retrying'].includes(status) ? [kind] : []));
  };
  await expect.poll(others).toEqual([]);
};

test('an idle page keeps one stream open and sends no requests', async () => {
  const { page, network } = visitor;
  await untilOnlyEncoding();
  // The last events can trigger refetches up to this much later.
  await page.waitForTimeout(REFETCH_MS);
  const from = performance.now();
  await page.waitForTimeout(IDLE_MS);
  // The delayed parts count as stalled after a minute, and get new URLs.
  const stalled = `/api/uploads/${gate.uploadId()}/parts`;
  const requests = network.since(from, product().webUrl).map(({ url }) => url.pathname);
  expect(requests.filter((path) => path !== stalled)).toEqual([]);
  const open = network
    .exchanges()
    .filter(({ url, endedAt }) => url.origin === product().webUrl && endedAt === undefined);
  expect(open.map(({ url, contentType }) => [url.pathname, contentType])).toEqual([
    ['/api/events', expect.stringMatching(/^text\/event-stream/)],
  ]);
  expect(await card(page, 'movie').getByRole('progressbar').count()).toBe(1);
});

test('a page reloaded during an upload asks for the file again and sends only the missing parts', async () => {
  const { page, dialogs } = visitor;
  const storedParts = async (): Promise<number[]> => {
    const { body } = await (await login(email)).call<UploadView>('GET', `/uploads/${gate.uploadId()}`);
    return body.uploadedParts.map(({ partNumber }) => partNumber);
  };
  expect(gate.takeUploaded()).toEqual(LARGE.allowed);
  expect(await storedParts()).toEqual(LARGE.allowed);
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  gate.open();
  const unfinished = page.getByRole('list', { name: 'Unfinished uploads' }).getByRole('listitem');
  await unfinished.getByText(`${LARGE.percent}% · ${LARGE.arrived} of ${LARGE.size} uploaded`).waitFor();
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);
  const again = unfinished.getByRole('button', { name: 'Choose file large.mp4 again' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), again.click()]);
  await chooser.setFiles(files.large);
  await waitForUploaded(page, 'large.mp4', LARGE.size);
  expect(gate.takeUploaded()).toEqual(LARGE.missing);
  await card(page, 'large').waitFor();
  expect(await card(page, 'large').count()).toBe(1);
  await page.getByRole('button', { name: 'Clear uploads' }).click();
});

test('progress is shown live, from the stream alone', async () => {
  const { page, network } = visitor;
  const bar = 'Progress of movie';
  await page.getByRole('progressbar', { name: bar }).waitFor();
  const progress = await recordProgress(page, bar);
  const from = performance.now();
  encoders?.[Symbol.dispose]();
  await card(page, 'movie').getByText('Completed', { exact: true }).waitFor();
  const shown = await progress.shown();
  expect(new Set(shown).size).toBeGreaterThan(3);
  expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  // The page fetches the video once each time something new can be shown.
  expect(network.since(from, product().webUrl, '/api/').length).toBeLessThan(shown.length + 6);
});

test('a card plays the preview on hover', async () => {
  for (const by of ['mouse', 'keyboard'] as const)
    expect(await watchPreview(visitor.page, 'movie', by)).toBeGreaterThan(0);
});

test('the video plays and seeks, and its frames reach the screen', async () => {
  const { page } = visitor;
  await card(page, 'movie').getByRole('link').first().click();
  await page.locator('video').waitFor();
  const first = await playFrom(page, 0);
  expect(first.width).toBeGreaterThan(0);
  expect(first.frames).toBeGreaterThan(5);
  expect(first.durationSeconds).toBeCloseTo(MOVIE_SECONDS, 1);
  expect((await playFrom(page, 12.5)).seconds).toBeGreaterThan(13);
  await expectAccessible(page);
  await expectNoOverflow(page);
});

test('the MP4 downloads completely, with a proper file name', async () => {
  const { page } = visitor;
  await page.getByRole('tab', { name: 'Processing' }).click();
  const downloading = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^Download .*MP4/i })
    .first()
    .click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.mp4$/);
  const expected = { width: 854, height: 480, frames: MOVIE_SECONDS * 30, hasAudio: true };
  expect(await measure(await download.path())).toMatchObject(expected);
});

test('the embed code shows the player to visitors who are not signed in', async () => {
  const { page } = visitor;
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('tab', { name: 'Embed' }).click();
  const code = await page.getByRole('textbox', { name: 'Embed code' }).inputValue();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const guest = await openVisitor(browser, WIDE);
  await guest.page.goto(/src="([^"]+)"/.exec(code)?.[1] ?? '');
  await guest.page.locator('video').waitFor();
  expect((await playFrom(guest.page, 3)).frames).toBeGreaterThan(5);
  await expectAccessible(guest.page);
  expect(guest.errors).toEqual([]);
  await guest.context.close();
});

test('a blank title is refused with a reason, Escape keeps the old one, and a new one survives a reload', async () => {
  const { page } = visitor;
  const field = page.getByRole('textbox', { name: 'Title' });
  await page.getByRole('button', { name: 'Rename' }).click();
  await field.fill('   ');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Enter a title.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'movie' }).waitFor();
  await page.getByRole('button', { name: 'Rename' }).click();
  await field.fill('My movie');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My movie' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'My movie' }).waitFor();
});

test('a failed video shows the reason and what to do, also on its card, and is deleted only after a confirmation', async () => {
  const { page } = visitor;
  const sentence = "The file isn't a video or audio file that the server can read.";
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await card(page, 'notes').getByText(sentence).waitFor();
  await card(page, 'notes').getByRole('button', { name: 'Actions for notes' }).click();
  await page.getByRole('menuitem', { name: 'Upload another file' }).waitFor();
  expect(await page.getByRole('menuitem', { name: 'Process again' }).count()).toBe(0);
  await page.keyboard.press('Escape');
  await card(page, 'notes').getByRole('link').first().click();
  const alert = page.getByRole('alert').filter({ hasText: sentence });
  await alert.waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
  expect(await alert.getByRole('button').allTextContents()).toEqual(['Upload another file']);
  await alert.getByRole('button').click();
  await page.getByRole('dialog', { name: 'Upload videos' }).waitFor();
  await page.keyboard.press('Escape');

  const dialog = page.getByRole('dialog', { name: 'Move this video to the trash?' });
  await page.getByRole('button', { name: 'Move to trash', exact: true }).click();
  await dialog.getByText('deleted for good after 30 days in the trash').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Move to trash', exact: true }).click();
  await dialog.getByRole('button', { name: 'Move to trash', exact: true }).click();
  await page.waitForURL('**/videos');
  await card(page, 'My movie').waitFor();
  expect(await card(page, 'notes').count()).toBe(0);
});

test('the library loads little script, and the rest on demand', async () => {
  const untilLoaded = () => card(visitor.page, 'My movie').waitFor();
  expect(await firstLoadBytes(visitor, `${product().webUrl}/videos`, untilLoaded)).toBeLessThan(
    FIRST_LOAD_BYTES.library,
  );
});

test('no video bytes passed through our servers, no third party was contacted, and no page logged an error', async () => {
  await expectMediaBypassesServer(visitor.network);
  expect(visitor.errors).toEqual([]);
});
