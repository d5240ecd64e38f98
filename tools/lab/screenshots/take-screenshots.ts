import type { Client } from '@media/sdk';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Album } from './album.ts';
import { ACCOUNT, fillLibrary, type Library, signUp, upload } from './fill-library.ts';
import type { Clips } from './make-clips.ts';
import { shareVideo, takeSharingPages } from './sharing.ts';
import { fillTeam, type Team, takeLinkPages, takeTeamPages } from './team.ts';
import { VARIANTS, type Variant } from './variants.ts';

type Window = { variant: Variant; context: BrowserContext; page: Page };
type Deps = { browser: Browser; webUrl: string; album: Album; clips: Clips };

const WAIT_MS = 60_000;
/** Slow enough for a screenshot of a running upload. */
const UPLOAD_BYTES_PER_SECOND = 1_500_000;
/** Far enough that the video is ready to watch, but still processing. */
const PARTLY_PROCESSED_PERCENT = 25;

const openWindow = async (browser: Browser, variant: Variant): Promise<Window> => {
  const context = await browser.newContext({ ...variant, reducedMotion: 'reduce' });
  context.setDefaultTimeout(WAIT_MS);
  return { variant, context, page: await context.newPage() };
};

const takePublicPages = async ({ webUrl, album }: Deps, { page, variant }: Window): Promise<void> => {
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

const takeEmptyLibrary = async (deps: Deps, window: Window, team: Team): Promise<void> => {
  await takeLinkPages(deps, window, team);
  await takePublicPages(deps, window);
  await signIn(window);
  await deps.album.take(window.page, 'library-empty', window.variant);
};

/** Clicks the label, because the radio button itself is hidden. */
const chooseView = (page: Page, name: string): Promise<void> =>
  page.getByRole('radiogroup', { name: 'View' }).locator('label', { hasText: name }).click();

const takePrivatePages = async (
  { webUrl, album }: Deps,
  { page, variant }: Window,
  library: Library,
): Promise<void> => {
  await page.goto(`${webUrl}/videos`);
  await chooseView(page, 'Grid');
  await album.take(page, 'library', variant);
  await chooseView(page, 'List');
  await album.take(page, 'library-list', variant);
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('dialog', { name: 'Filters' }).waitFor();
  await album.take(page, 'library-filters', variant);
  await page.getByRole('button', { name: 'Rename, merge or delete tags' }).click();
  await page.getByRole('dialog', { name: 'Tags', exact: true }).waitFor();
  await album.take(page, 'library-tags', variant);
  await page.goto(`${webUrl}/videos/${library.readyId}`);
  await page.locator('video').waitFor();
  await album.take(page, 'video', variant);
  await page.goto(`${webUrl}/videos/${library.readyId}?tab=processing`);
  await page.getByRole('toolbar', { name: 'Timeline' }).waitFor();
  await album.take(page, 'video-processing', variant);
  await page.goto(`${webUrl}/videos/${library.failedId}`);
  await album.take(page, 'failed', variant);
  await page.goto(`${webUrl}/account`);
  await album.take(page, 'account', variant);
  const { token } = await library.client.videos.playbackToken(library.readyId);
  await page.goto(`${webUrl}/embed/${library.readyId}?token=${token}`);
  await album.take(page, 'embed', variant);
};

const TRASHED = ['Old cut', 'Test card'];

/** Two videos in the trash. They aren't media files, so they have no posters. */
const fillTrash = async ({ client }: Library): Promise<void> => {
  for (const title of TRASHED) {
    const { id } = await client.uploadFile(new File([title], `${title}.mp4`), { video: { title } });
    await client.videos.delete(id);
  }
};

const takeTrash = async ({ webUrl, album }: Deps, { page, variant }: Window, { client }: Library): Promise<void> => {
  await page.goto(`${webUrl}/trash`);
  await page.getByRole('checkbox', { name: `Select ${TRASHED[0]}` }).waitFor();
  await album.take(page, 'trash', variant);
  const { items } = await client.videos.list({ trashed: true });
  await page.goto(`${webUrl}/videos/${items[0]?.id}`);
  await page.getByRole('button', { name: 'Restore' }).waitFor();
  await album.take(page, 'trashed-video', variant);
};

/** Messages contain changes only, so `playable` comes once. */
const untilPartlyProcessed = async (client: Client, id: string): Promise<void> => {
  let isPlayable = false;
  for await (const { progress = 0, playable } of client.watch(id)) {
    isPlayable = playable ?? isPlayable;
    if (isPlayable && progress >= PARTLY_PROCESSED_PERCENT) return;
  }
};

const takeProcessing = async (
  { webUrl, album, clips }: Deps,
  windows: Window[],
  { client }: Library,
): Promise<void> => {
  const id = await upload(client, clips.long);
  await untilPartlyProcessed(client, id);
  for (const { page, variant } of windows) {
    await page.goto(`${webUrl}/videos/${id}`);
    await page.locator('video').waitFor();
    await album.take(page, 'processing', variant);
  }
  await client.videos.delete(id, { permanently: true });
};

const takeUpload = async ({ webUrl, album, clips }: Deps, { context, page, variant }: Window): Promise<void> => {
  await page.goto(`${webUrl}/videos`);
  const cdp = await context.newCDPSession(page);
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: UPLOAD_BYTES_PER_SECOND };
  await cdp.send('Network.emulateNetworkConditions', conditions);
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

/** Signs up, uploads, and takes every page in every variant: empty pages first, running uploads last. */
export const takeScreenshots = async (deps: Deps): Promise<void> => {
  const client = await signUp(deps.webUrl);
  const windows: Window[] = [];
  for (const variant of VARIANTS) windows.push(await openWindow(deps.browser, variant));
  const team = await fillTeam(client, deps.webUrl);
  for (const window of windows) await takeEmptyLibrary(deps, window, team);
  const library = await fillLibrary(client, deps.clips);
  for (const window of windows) await takePrivatePages(deps, window, library);
  for (const window of windows) await takeTeamPages(deps, window, team);
  const shared = await shareVideo(client, library.readyId);
  for (const window of windows) await takeSharingPages(deps, window, shared);
  await fillTrash(library);
  for (const window of windows) await takeTrash(deps, window, library);
  await takeProcessing(deps, windows, library);
  for (const window of windows) await takeUpload(deps, window);
};
