import type { Client } from '@media/sdk';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Album } from './album.ts';
import { ACCOUNT, type Filled, fillLibrary, signUp, upload } from './fill-library.ts';
import type { Clips } from './make-clips.ts';
import { VARIANTS, type Variant } from './variants.ts';

/** One browser window for each variant. */
type Window = { variant: Variant; context: BrowserContext; page: Page };
type Deps = { browser: Browser; webUrl: string; album: Album; clips: Clips };

const WAIT_MS = 60_000;
/** In bytes a second: slow enough that a picture of it can be taken. */
const SLOW_LINE = 1_500_000;
/** From here on something plays already, and much is still to be made. */
const WORTH_SEEING_PERCENT = 25;

const openWindow = async (browser: Browser, variant: Variant): Promise<Window> => {
  const context = await browser.newContext({ ...variant, reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  return { variant, context, page: await context.newPage() };
};

const takeStrangersPages = async ({ webUrl, album }: Deps, { page, variant }: Window): Promise<void> => {
  await page.goto(`${webUrl}/no-such-page`);
  await album.take(page, 'not-found', variant);
  await page.goto(webUrl);
  await album.take(page, 'landing', variant);
  await page.goto(`${webUrl}/sign-up`);
  await album.take(page, 'sign-up', variant);
  await page.goto(`${webUrl}/sign-in`);
  await album.take(page, 'sign-in', variant);
};

const signIn = async ({ page }: Window): Promise<void> => {
  await page.getByRole('textbox', { name: 'Email' }).fill(ACCOUNT.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/videos');
};

const takeEmptyLibrary = async (deps: Deps, window: Window): Promise<void> => {
  await takeStrangersPages(deps, window);
  await signIn(window);
  await deps.album.take(window.page, 'library-empty', window.variant);
};

/** The radio button itself is hidden: one clicks the sign that is drawn for it. */
const chooseView = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'View' }).locator('label', { hasText: name }).click();

const takeMembersPages = async ({ webUrl, album }: Deps, { page, variant }: Window, filled: Filled): Promise<void> => {
  await page.goto(`${webUrl}/videos`);
  await chooseView(page, 'Grid');
  await album.take(page, 'library', variant);
  await chooseView(page, 'List');
  await album.take(page, 'library-list', variant);
  await page.goto(`${webUrl}/videos/${filled.readyId}`);
  await page.locator('video').waitFor();
  await album.take(page, 'video', variant);
  await page.goto(`${webUrl}/videos/${filled.failedId}`);
  await album.take(page, 'failed', variant);
  await page.goto(`${webUrl}/account`);
  await album.take(page, 'account', variant);
  const { token } = await filled.client.videos.playbackToken(filled.readyId);
  await page.goto(`${webUrl}/embed/${filled.readyId}?token=${token}`);
  await album.take(page, 'embed', variant);
};

/** A message tells what has changed, so that it is playable is told only once. */
const untilWorthSeeing = async (client: Client, id: string): Promise<void> => {
  let plays = false;
  for await (const { progress = 0, playable } of client.watch(id)) {
    plays = playable ?? plays;
    if (plays && progress >= WORTH_SEEING_PERCENT) return;
  }
};

const takeProcessing = async ({ webUrl, album, clips }: Deps, windows: Window[], { client }: Filled): Promise<void> => {
  const id = await upload(client, clips.long);
  await untilWorthSeeing(client, id);
  for (const { page, variant } of windows) {
    await page.goto(`${webUrl}/videos/${id}`);
    await page.locator('video').waitFor();
    await album.take(page, 'processing', variant);
  }
  await client.videos.delete(id);
};

const takeUpload = async ({ webUrl, album, clips }: Deps, { context, page, variant }: Window): Promise<void> => {
  await page.goto(`${webUrl}/videos`);
  const line = await context.newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW_LINE };
  await line.send('Network.emulateNetworkConditions', conditions);
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  const choose = dialog.getByRole('button', { name: 'Choose files' });
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
  await chooser.setFiles([clips.long, ...clips.finished.slice(-2)]);
  const send = dialog.getByRole('button', { name: /^Upload \d+ files$/ });
  await send.waitFor();
  await album.take(page, 'upload-dialog', variant);
  await send.click();
  await page
    .getByText(/\/s · /)
    .first()
    .waitFor();
  await album.take(page, 'upload', variant);
};

/** Signs up, uploads, and takes every page in every variant: the empty pages first, what runs at last. */
export const takePictures = async (deps: Deps): Promise<void> => {
  const client = await signUp(deps.webUrl);
  const windows: Window[] = [];
  for (const variant of VARIANTS) windows.push(await openWindow(deps.browser, variant));
  for (const window of windows) await takeEmptyLibrary(deps, window);
  const filled = await fillLibrary(client, deps.clips);
  for (const window of windows) await takeMembersPages(deps, window, filled);
  await takeProcessing(deps, windows, filled);
  for (const window of windows) await takeUpload(deps, window);
};
