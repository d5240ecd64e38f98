import type { Client } from '@media/sdk';
import { createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card } from './support/library-page.ts';
import { pauseEncoders } from './support/pause-encoders.ts';
import { playFrom } from './support/play-from.ts';
import { product, useOwnProduct } from './support/product.ts';
import { addText } from './support/text-clip.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

const SECONDS = 12;
const BOUNDARY_SECONDS = 4;
const LONG_SECONDS = 100;
/** Enough for the player to know the duration. */
const FIRST_REQUESTS = 6;
const DESCRIPTION = 'Filmed at dawn.\nMore at https://example.org/lighthouse.';
const UNAVAILABLE = "This video isn't available.";

// Few wrong passwords, so that a test can exceed the limit.
useOwnProduct({ AUTH_RATE_LIMIT: '25' });

let browser: Browser;
let client: Client;
let email: string;
let id: string;
/** More than a player buffers at once. */
let long: string;
/** Somebody without an account. */
let guest: Visitor;

beforeAll(async () => {
  browser = await openBrowser();
  ({ email } = await register());
  client = createClient({ baseUrl: product().apiUrl });
  await client.auth.login({ email, ...CREDENTIALS });
  const clip = await makeClip({ seconds: SECONDS, size: '640x360', container: 'mkv' });
  id = await upload(addText(clip, { seconds: SECONDS, boundarySeconds: BOUNDARY_SECONDS }), 'Lighthouse');
  await until(id, 'completed');
  await client.videos.update(id, { description: DESCRIPTION });
});
afterAll(() => browser.close());
beforeEach(async () => {
  guest = await openVisitor(browser, WIDE);
  return async () => {
    expect(guest.errors).toEqual([]);
    await guest.context.close();
  };
});

const upload = async (path: string, title: string): Promise<string> =>
  (await client.uploadFile(await fileSource(path), { video: { title } })).id;
const until = async (videoId: string, state: 'playable' | 'completed'): Promise<void> => {
  for await (const { playable, status } of client.watch(videoId))
    if (status === 'completed' || (state === 'playable' && playable)) return;
};
const watchUrl = (videoId: string): string => `${product().webUrl}/watch/${videoId}`;

const video = (page: Page) => page.locator('video[slot=media]');
const seconds = (page: Page) => video(page).evaluate((element: HTMLVideoElement) => element.currentTime);

/** Plays without an end, and without sound, which browsers refuse before the first click. */
const playInLoop = (page: Page): Promise<void> =>
  video(page).evaluate((element: HTMLVideoElement) => {
    element.loop = true;
    element.muted = true;
    return element.play();
  });

test.each(['unlisted', 'public'] as const)('anyone can watch a video that is %s', async (visibility) => {
  await client.videos.update(id, { visibility });
  const { page } = guest;
  await page.goto(watchUrl(id));
  await video(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await page.getByRole('heading', { name: 'Lighthouse' }).waitFor();
  expect(await page.title()).toBe('Lighthouse · Media Processor');
  const description = page.getByText('Filmed at dawn.');
  expect(await description.textContent()).toBe(DESCRIPTION);
  expect(await description.evaluate((element) => getComputedStyle(element).whiteSpace)).toBe('pre-wrap');
  const link = page.getByRole('link', { name: 'https://example.org/lighthouse' });
  expect(await link.getAttribute('href')).toBe('https://example.org/lighthouse');
  expect(await link.getAttribute('rel')).toBe('nofollow noopener');
  await expectFitsBothWidths(page);
});

test('chapters are listed and seek, and captions are in the player', async () => {
  const { page } = guest;
  await page.goto(watchUrl(id));
  await playFrom(page, 0);
  await page.getByRole('region', { name: 'Chapters' }).getByRole('button', { name: 'The lamp' }).click();
  await expect.poll(() => seconds(page)).toBeCloseTo(BOUNDARY_SECONDS, 1);
  await page.getByRole('button', { name: /^Captions: / }).click();
  await page.getByRole('menuitemradio', { name: 'Untertitel' }).click();
  await page.getByRole('button', { name: 'Captions: Untertitel' }).waitFor();
});

test('viewers see nothing about the organization, the file or an account, and the player fits a phone', async () => {
  const phone = await openVisitor(browser, PHONE);
  const { page } = phone;
  await page.goto(watchUrl(id));
  await video(page).waitFor();
  const width = (await page.locator('media-controller').boundingBox())?.width;
  expect(width).toBe(PHONE.viewport.width);
  const html = await page.content();
  for (const text of ['Sign in', 'Sign up', 'text.mkv', 'Processing', (await client.organizations.list()).items[0]?.id])
    expect(html).not.toContain(text);
  await expectFitsBothWidths(page);
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});

const metaOf = async (videoId: string): Promise<Record<string, string>> => {
  const html = await (await fetch(watchUrl(videoId))).text();
  const tags = html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g);
  return Object.fromEntries([...tags].map(([, name, content]) => [name, content]));
};

test('link previews get the title, the poster and an embeddable player, and search engines are kept away', async () => {
  const meta = await metaOf(id);
  expect(meta).toMatchObject({
    ...{ 'og:title': 'Lighthouse', 'og:url': watchUrl(id), 'og:type': 'video.other', robots: 'noindex' },
    ...{ 'og:image': `${product().webUrl}/api/watch/${id}/poster`, 'twitter:card': 'player' },
    ...{ 'og:video': `${product().webUrl}/embed/${id}`, 'twitter:player': `${product().webUrl}/embed/${id}` },
  });
  const image = await fetch(meta['og:image'] ?? '');
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const { headers } = await fetch(watchUrl(id));
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cache-control')).toContain('no-store');
});

test('the player alone can be embedded without a token', async () => {
  const { page } = guest;
  await page.goto(`${product().webUrl}/embed/${id}`);
  await video(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await expectFitsBothWidths(page);
});

test('an embedded player starts where and how its address says', async () => {
  const { page } = guest;
  await page.goto(`${product().webUrl}/embed/${id}?t=5&autoplay=1&loop=1`);
  await video(page).waitFor();
  await expect.poll(() => seconds(page)).toBeGreaterThan(5.5);
  const state = await video(page).evaluate(({ muted, loop, paused }: HTMLVideoElement) => ({ muted, loop, paused }));
  expect(state).toEqual({ muted: true, loop: true, paused: false });
});

test('only the sites that the owner has named can embed the videos, and no other page can be framed', async () => {
  const { items } = await client.organizations.list();
  const organizationId = items[0]?.id ?? '';
  const { id: shareId } = await client.shares.create(id);
  const embeds = [`/embed/${id}`, `/embed/s/${shareId}`];
  const ancestors = async (path: string): Promise<string | undefined> =>
    /frame-ancestors ([^;]*)/.exec(
      (await fetch(product().webUrl + path)).headers.get('content-security-policy') ?? '',
    )?.[1];
  expect(await Promise.all(embeds.map(ancestors))).toEqual(['*', '*']);
  await client.organizations.update(organizationId, { embedDomains: ['example.com', '*.example.com'] });
  expect(await Promise.all(embeds.map(ancestors))).toEqual(Array(2).fill("'self' example.com *.example.com"));
  for (const path of [`/watch/${id}`, '/s', '/videos', '/embed']) expect(await ancestors(path)).toBe("'none'");
  await client.organizations.update(organizationId, { embedDomains: [] });
});

test('private videos, unknown ones and anything else look the same', async () => {
  const { page } = guest;
  await client.videos.update(id, { visibility: 'private' });
  const shown = new Set<string>();
  for (const one of [id, crypto.randomUUID(), 'nonsense', '%27']) {
    await page.goto(watchUrl(one));
    await page.getByRole('heading', { name: UNAVAILABLE }).waitFor();
    shown.add(`${await page.title()} ${await page.locator('main').textContent()}`);
    expect(await metaOf(one)).toMatchObject({ robots: 'noindex' });
  }
  expect(shown.size).toBe(1);
  await expectFitsBothWidths(page);
});

test('a video that is being processed starts by itself', async () => {
  const { page } = guest;
  using encoders = pauseEncoders(product().dataDir);
  long = await upload(await makeClip({ seconds: LONG_SECONDS, size: '320x180', rate: 10 }), 'Long');
  await client.videos.update(long, { visibility: 'unlisted' });
  await page.goto(watchUrl(long));
  await page.getByText("This video isn't ready yet. It starts here as soon as it can.").waitFor();
  await expectFitsBothWidths(page);
  encoders.resumeBefore(Number.POSITIVE_INFINITY);
  await video(page).waitFor();
  await expect.poll(() => seconds(page), { timeout: 60_000 }).toBeGreaterThan(0.5);
});

test('when the addresses of the media have expired, playback continues with new ones at the same position', async () => {
  await until(long, 'completed');
  const { page } = guest;
  let expire = (): void => undefined;
  const expired = new Promise<void>((resolve) => {
    expire = resolve;
  });
  let [served, refused, isRenewed] = [0, 0, false];
  page.on('request', (request) => {
    isRenewed ||= request.url().startsWith(`${product().webUrl}/api/watch/`);
  });
  // After the first requests, the store lets the player wait until its addresses have expired.
  await page.route(/X-Amz-Signature/, async (route, request) => {
    if (request.resourceType() !== 'image') served += 1;
    if (isRenewed || served <= FIRST_REQUESTS) return route.continue();
    await expired;
    refused += 1;
    return route.fulfill({ status: 403 });
  });
  await page.goto(watchUrl(long));
  const from = LONG_SECONDS - 20;
  await video(page).evaluate(async (element: HTMLVideoElement, to) => {
    while (element.readyState < element.HAVE_METADATA) await new Promise((resolve) => setTimeout(resolve, 50));
    element.muted = true;
    element.currentTime = to;
    // Rejected when the stream is attached again.
    element.play().catch(() => undefined);
  }, from);
  expire();
  await expect.poll(() => seconds(page)).toBeGreaterThan(from + 1);
  expect(refused).toBeGreaterThan(0);
});

test('the player stops when the video becomes private, and says why', async () => {
  await client.videos.update(id, { visibility: 'unlisted' });
  const { page } = guest;
  await page.goto(watchUrl(id));
  await video(page).waitFor();
  await playInLoop(page);
  await client.videos.update(id, { visibility: 'private' });
  await page.getByRole('alert').getByText("This video isn't available any more.").waitFor();
  expect(await page.locator('video').count()).toBe(0);
  await expectFitsBothWidths(page);
});

/** Opens the page of the video as a member. */
const openAsMember = async ({ page }: Visitor, address: string): Promise<Page> => {
  await page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', address);
  await page.goto(`${product().webUrl}/videos/${id}`);
  return page;
};
const openShareDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'Share' }).click();
  return page.getByRole('dialog', { name: 'Share' });
};
/** Clicks the card, because the radio button itself is part of it. */
const chooseVisibility = (page: Page, name: string) =>
  page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();

test('an editor chooses who can watch, copies the link, and is told what a change to private leaves', async () => {
  await client.videos.update(id, { visibility: 'private' });
  const page = await openAsMember(guest, email);
  await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await openShareDialog(page);
  expect(await dialog.getByRole('textbox', { name: 'Link for members' }).inputValue()).toContain(`/videos/${id}`);
  await chooseVisibility(page, 'Unlisted');
  await dialog.getByRole('textbox', { name: 'Link', exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
  await dialog.getByRole('status').getByText('Link copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(watchUrl(id));
  await expectFitsBothWidths(page);

  await chooseVisibility(page, 'Private');
  await dialog.getByText('plus 15 minutes, here at most 16 minutes').waitFor();
  await expectFitsBothWidths(page);
  expect((await client.videos.get(id)).visibility).toBe('private');
  await chooseVisibility(page, 'Public');
  await dialog.getByRole('textbox', { name: 'Link', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('header').getByText('Public', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await card(page, 'Lighthouse').getByRole('img', { name: 'Public' }).waitFor();
  await expectFitsBothWidths(page);
});

test('an editor changes the description next to the title, and viewers see it', async () => {
  const page = await openAsMember(guest, email);
  await page.getByRole('button', { name: 'Edit description' }).click();
  const field = page.getByRole('textbox', { name: 'Description' });
  expect(await field.inputValue()).toBe(DESCRIPTION);
  await field.fill('Filmed at dusk.');
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Filmed at dusk.').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Edit description');
  await page.goto(watchUrl(id));
  await page.getByText('Filmed at dusk.').waitFor();
});

test('a member who must not share learns who can watch and whom to ask', async () => {
  await client.videos.update(id, { visibility: 'public' });
  const other = await register();
  const session = createClient({ baseUrl: product().apiUrl });
  const viewer = await session.auth.login({ email: other.email, ...CREDENTIALS });
  const { items } = await client.organizations.list();
  await joinOrganization(viewer.id, items[0]?.id ?? '', 'viewer');
  const page = await openAsMember(guest, other.email);
  const dialog = await openShareDialog(page);
  await dialog.getByText('Changing who can watch needs the role Editor.').filter({ hasText: email }).waitFor();
  await dialog.getByText('Public. Anyone.').waitFor();
  expect(await dialog.getByRole('radio').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Edit description' }).count()).toBe(0);
  await expectFitsBothWidths(page);
});

const PASSWORD = 'seagull at noon';
/** The link that the test of creating one has copied. */
let sharedUrl: string;
const linkList = (page: Page) => page.getByRole('list', { name: 'Share links' }).getByRole('listitem');

test('an editor creates a link with an end, a password and downloads, and copies it', async () => {
  await client.videos.update(id, { visibility: 'private' });
  const page = await openAsMember(guest, email);
  await guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await openShareDialog(page);
  await dialog.getByRole('button', { name: 'New link' }).click();
  const form = dialog.getByRole('form', { name: 'New link' });
  await form.getByRole('combobox', { name: 'Expires' }).selectOption('On a date');
  await form.getByRole('button', { name: 'Create link' }).click();
  await form.getByText('Choose a day from today on.').waitFor();
  await expectFitsBothWidths(page);
  await form.getByLabel('Last day').fill('2099-12-31');
  await form.getByRole('textbox', { name: 'Password (optional)' }).fill('short');
  await form.getByRole('button', { name: 'Create link' }).click();
  await form.getByText(/at least 8/i).waitFor();
  await form.getByRole('textbox', { name: 'Password (optional)' }).fill(PASSWORD);
  await form.getByRole('switch', { name: 'Allow downloads' }).click();
  await form.getByRole('button', { name: 'Create link' }).click();
  await linkList(page).getByText('Expires Dec 31, 2099').waitFor();
  expect(await linkList(page).first().textContent()).toMatch(/Password.*Download.*created/);
  const copy = linkList(page)
    .first()
    .getByRole('button', { name: /^Copy link/ });
  await copy.click();
  await dialog.getByRole('status').getByText('Link copied').waitFor();
  sharedUrl = await page.evaluate(() => navigator.clipboard.readText());
  expect(sharedUrl).toMatch(new RegExp(`^${product().webUrl}/s#`));
  await expectFitsBothWidths(page);
});

test('a share link asks for its password, limits guesses, and plays the private video, whose download it allows', async () => {
  const { page, network } = guest;
  await page.goto(sharedUrl);
  const field = page.getByRole('textbox', { name: 'Password' });
  await field.fill('just a guess');
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Watch' }).click();
  await page.getByRole('alert').getByText('The password is wrong.').waitFor();
  await expectFitsBothWidths(page);
  await field.fill(PASSWORD);
  await field.press('Enter');
  await video(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await page.getByRole('heading', { name: 'Lighthouse' }).waitFor();
  expect(await page.locator('meta[name=referrer]').getAttribute('content')).toBe('no-referrer');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.mp4$/);
  await expectFitsBothWidths(page);
  // The token is only in the fragment and in the body of a request.
  const token = new URL(sharedUrl).hash.slice(1);
  expect(network.exchanges().filter(({ url }) => (url.pathname + url.search).includes(token))).toEqual([]);
});

test('too many wrong passwords are refused with the time to wait', async () => {
  const { url } = await client.shares.create(id, { password: PASSWORD });
  const { page } = guest;
  await page.goto(url ?? '');
  const field = page.getByRole('textbox', { name: 'Password' });
  const refused = page.getByText(/Too many wrong passwords\. Try again in .*(minute|min|h)\b/);
  const guess = async (): Promise<boolean> => {
    await field.fill(crypto.randomUUID());
    const answered = page.waitForResponse('**/api/shares/open');
    await field.press('Enter');
    await answered;
    await page.getByRole('alert').waitFor();
    return refused.isVisible();
  };
  await expect.poll(guess).toBe(true);
  await expectFitsBothWidths(page);
});

test('revoking a link names what ends, and stops those who watch by it', async () => {
  const { url } = await client.shares.create(id);
  const { page } = guest;
  await page.goto(url ?? '');
  await video(page).waitFor();
  await playInLoop(page);
  expect(await page.getByRole('link', { name: 'Download' }).count()).toBe(0);

  const desk = await openVisitor(browser, WIDE);
  await openAsMember(desk, email);
  await openShareDialog(desk.page);
  const row = linkList(desk.page).first();
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await row.getByText('can no longer watch “Lighthouse”').waitFor();
  await expectFitsBothWidths(desk.page);
  const count = await linkList(desk.page).count();
  await row.getByRole('button', { name: 'Revoke link' }).click();
  await expect.poll(() => linkList(desk.page).count()).toBe(count - 1);
  expect(desk.errors).toEqual([]);
  await desk.context.close();

  await page.getByRole('alert').getByText('so playback stopped').waitFor();
  expect(await page.locator('video').count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { name: "This link doesn't work any more." }).waitFor();
  await expectFitsBothWidths(page);
  await page.goto('about:blank');
  await page.goto(`${product().webUrl}/s`);
  await page.getByRole('heading', { name: 'This link is incomplete.' }).waitFor();
});

test('a share link plays in an embedded player', async () => {
  const { id: shareId, url } = await client.shares.create(id);
  const { page } = guest;
  await page.goto(`${product().webUrl}/embed/s/${shareId}${new URL(url ?? '').hash}`);
  await video(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await expectFitsBothWidths(page);
});
