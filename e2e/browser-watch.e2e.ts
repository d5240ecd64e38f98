import { makeClip } from '@media/testkit';
import ogs from 'open-graph-scraper';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { pauseEncoders } from './support/pause-encoders.ts';
import { playFrom } from './support/play-from.ts';
import { product, useOwnProduct } from './support/product.ts';
import {
  BOUNDARY_SECONDS,
  DESCRIPTION,
  playerIn,
  playInLoop,
  untilCompleted,
  upload,
  useSharedVideo,
  watchUrl,
} from './support/shared-video.ts';
import { PHONE } from './support/viewports.ts';
import { openVisitor } from './support/visitor.ts';

const LONG_SECONDS = 100;
/** Enough for the player to know the duration. */
const FIRST_REQUESTS = 6;
/** The description in one line. */
const SUMMARY = DESCRIPTION.replace('\n', ' ');
const SIZE = { width: 640, height: 360 };
const UNAVAILABLE = "This video isn't available.";

// One test pauses its encoders.
useOwnProduct();
const scene = useSharedVideo();
/** More than a player buffers at once. */
let long: string;

const seconds = (page: Page) => playerIn(page).evaluate((element: HTMLVideoElement) => element.currentTime);

test.each(['unlisted', 'public'] as const)('anyone can watch a video that is %s', async (visibility) => {
  await scene.client.videos.update(scene.id, { visibility });
  const { page } = scene.guest;
  await page.goto(watchUrl(scene.id));
  await playerIn(page).waitFor();
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
  const { page } = scene.guest;
  await page.goto(watchUrl(scene.id));
  await playFrom(page, 0);
  await page.getByRole('region', { name: 'Chapters' }).getByRole('button', { name: 'The lamp' }).click();
  await expect.poll(() => seconds(page)).toBeCloseTo(BOUNDARY_SECONDS, 1);
  await page.getByRole('button', { name: /^Captions: / }).click();
  await page.getByRole('menuitemradio', { name: 'Untertitel' }).click();
  await page.getByRole('button', { name: 'Captions: Untertitel' }).waitFor();
});

test('viewers see nothing about the organization, the file or an account, and the player fits a phone', async () => {
  const phone = await openVisitor(scene.browser, PHONE);
  const { page } = phone;
  await page.goto(watchUrl(scene.id));
  await playerIn(page).waitFor();
  const width = (await page.locator('media-controller').boundingBox())?.width;
  expect(width).toBe(PHONE.viewport.width);
  const html = await page.content();
  for (const text of [
    'Sign in',
    'Sign up',
    'text.mkv',
    'Processing',
    (await scene.client.organizations.list()).items[0]?.id,
  ])
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

test('link previews get the title, the poster and an embeddable player, as open-graph-scraper reads them', async () => {
  const html = await (await fetch(watchUrl(scene.id))).text();
  const { result } = await ogs({ html });
  const [size, player] = [{ width: '640', height: '360' }, `${product().webUrl}/embed/${scene.id}`];
  expect(result).toMatchObject({
    ...{ success: true, ogTitle: 'Lighthouse', ogUrl: watchUrl(scene.id), ogType: 'video.other' },
    ...{ ogDescription: SUMMARY, ogSiteName: 'Media Processor' },
    ogImage: [
      {
        url: expect.stringContaining(`${product().webUrl}/api/watch/${scene.id}/poster?v=`),
        alt: 'Lighthouse',
        ...size,
      },
    ],
    ogVideo: [{ url: player, type: 'text/html', ...size }],
    ogVideoSecureURL: player,
    ...{ twitterCard: 'player', twitterTitle: 'Lighthouse', twitterDescription: SUMMARY },
    twitterPlayer: [{ url: player, ...size }],
  });
  const image = await fetch(result.ogImage?.[0]?.url ?? '');
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const [, oembed = ''] = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(html) ?? [];
  const described = await (await fetch(oembed.replaceAll('&amp;', '&'))).json();
  expect(described).toMatchObject({ version: '1.0', type: 'video', title: 'Lighthouse', ...SIZE });
  expect(described.html).toContain(player);
  const { headers } = await fetch(watchUrl(scene.id));
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('cache-control')).toContain('no-store');
});

test('the player alone can be embedded without a token', async () => {
  const { page } = scene.guest;
  await page.goto(`${product().webUrl}/embed/${scene.id}`);
  await playerIn(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await expectFitsBothWidths(page);
});

test('an embedded player starts where and how its address says', async () => {
  const { page } = scene.guest;
  await page.goto(`${product().webUrl}/embed/${scene.id}?t=5&autoplay=1&loop=1`);
  await playerIn(page).waitFor();
  await expect.poll(() => seconds(page)).toBeGreaterThan(5.5);
  const state = await playerIn(page).evaluate(({ muted, loop, paused }: HTMLVideoElement) => ({ muted, loop, paused }));
  expect(state).toEqual({ muted: true, loop: true, paused: false });
});

test('only the sites that the owner has named can embed the videos, and no other page can be framed', async () => {
  const { items } = await scene.client.organizations.list();
  const organizationId = items[0]?.id ?? '';
  const { id: shareId } = await scene.client.shares.create(scene.id);
  const embeds = [`/embed/${scene.id}`, `/embed/s/${shareId}`];
  const ancestors = async (path: string): Promise<string | undefined> =>
    /frame-ancestors ([^;]*)/.exec(
      (await fetch(product().webUrl + path)).headers.get('content-security-policy') ?? '',
    )?.[1];
  expect(await Promise.all(embeds.map(ancestors))).toEqual(['*', '*']);
  await scene.client.organizations.update(organizationId, { embedDomains: ['example.com', '*.example.com'] });
  expect(await Promise.all(embeds.map(ancestors))).toEqual(Array(2).fill("'self' example.com *.example.com"));
  for (const path of [`/watch/${scene.id}`, '/s', '/videos', '/embed']) expect(await ancestors(path)).toBe("'none'");
  await scene.client.organizations.update(organizationId, { embedDomains: [] });
});

test('search engines can list the page of a public video, and only that', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'public' });
  expect(await metaOf(scene.id)).not.toHaveProperty('robots');
  await scene.client.videos.update(scene.id, { visibility: 'unlisted' });
  expect(await metaOf(scene.id)).toMatchObject({ robots: 'noindex' });
});

test('private videos, unknown ones and anything else look the same, and are not found', async () => {
  const { page } = scene.guest;
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  const shown = new Set<string>();
  for (const one of [scene.id, crypto.randomUUID(), 'nonsense', '%27']) {
    await page.goto(watchUrl(one));
    await page.getByRole('heading', { name: UNAVAILABLE }).waitFor();
    shown.add(`${await page.title()} ${await page.locator('main').textContent()}`);
    expect(await metaOf(one)).toMatchObject({ robots: 'noindex' });
    expect((await fetch(watchUrl(one))).status).toBe(404);
  }
  expect(shown.size).toBe(1);
  await expectFitsBothWidths(page);
});

test('a video that is being processed starts by itself', async () => {
  const { page } = scene.guest;
  using encoders = pauseEncoders(product().dataDir);
  long = await upload(scene.client, await makeClip({ seconds: LONG_SECONDS, size: '320x180', rate: 10 }), 'Long');
  await scene.client.videos.update(long, { visibility: 'unlisted' });
  await page.goto(watchUrl(long));
  await page.getByText("This video isn't ready yet. It starts here as soon as it can.").waitFor();
  await expectFitsBothWidths(page);
  encoders.resumeBefore(Number.POSITIVE_INFINITY);
  await playerIn(page).waitFor();
  await expect.poll(() => seconds(page), { timeout: 60_000 }).toBeGreaterThan(0.5);
});

test('when the addresses of the media have expired, playback continues with new ones at the same position', async () => {
  await untilCompleted(scene.client, long);
  const { page } = scene.guest;
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
  await playerIn(page).evaluate(async (element: HTMLVideoElement, to) => {
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
  await scene.client.videos.update(scene.id, { visibility: 'unlisted' });
  const { page } = scene.guest;
  await page.goto(watchUrl(scene.id));
  await playerIn(page).waitFor();
  await playInLoop(page);
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  await page.getByRole('alert').getByText("This video isn't available any more.").waitFor();
  expect(await page.locator('video').count()).toBe(0);
  await expectFitsBothWidths(page);
});
