import { type Client, createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { untilCompleted } from './support/shared-video.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
/** Longer than what media-chrome treats as a tap. */
const LONG_TOUCH_MS = 400;

let browser: Browser;
let desk: Visitor;
let email: string;
let client: Client;
let id: string;
let embedUrl: string;

beforeAll(async () => {
  browser = await openBrowser();
  desk = await openVisitor(browser, WIDE);
  email = await signUp(desk.page);
  client = createClient({ baseUrl: apiUrl });
  await client.auth.login({ email, ...CREDENTIALS });
  const clip = await makeClip({ seconds: 30, size: '320x180' });
  ({ id } = await client.uploadFile(await fileSource(clip), { video: { title: 'Player' } }));
  // Seeking in a video that grows ends where it does.
  await untilCompleted(client, id);
  embedUrl = `${webUrl}/embed/${id}?token=${(await client.videos.playbackToken(id)).token}`;
});
afterAll(() => browser.close());

const media = (page: Page) => page.locator('video[slot=media]');
const hint = (page: Page, text: string | RegExp) =>
  page.locator('media-controller p[aria-hidden]').getByText(text, { exact: true });
const isPaused = (page: Page) => media(page).evaluate((element: HTMLVideoElement) => element.paused);
const seconds = (page: Page) => media(page).evaluate((element: HTMLVideoElement) => element.currentTime);
const scrolled = (page: Page) => page.evaluate(() => window.scrollY);

const openDesk = async (url: string): Promise<Page> => {
  await desk.page.goto(url);
  await playFrom(desk.page, 0);
  return desk.page;
};

test.each([
  ['the page of a video', () => `${webUrl}/videos/${id}`],
  ['the embedded player', () => embedUrl],
])(
  'on %s, Space and arrow keys control the player while nothing else has focus, and show what they did',
  async (_, url) => {
    const page = await openDesk(url());
    // Small enough that these keys would scroll the page.
    await page.setViewportSize({ width: 1440, height: 400 });
    await page.keyboard.press(' ');
    await hint(page, 'Playing').waitFor();
    expect(await isPaused(page)).toBe(false);
    await page.keyboard.press(' ');
    await hint(page, 'Paused').waitFor();
    const from = await seconds(page);
    await page.keyboard.press('ArrowRight');
    await hint(page, '+10 s').waitFor();
    expect(await seconds(page)).toBeCloseTo(from + 10, 0);
    await page.keyboard.press('ArrowLeft');
    await hint(page, '−10 s').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.press('ArrowDown');
    await hint(page, /^Volume 9\d%$/).waitFor();
    await page.keyboard.press('>');
    await hint(page, '1.25×').waitFor();
    await hint(page, '1.25×').waitFor({ state: 'detached' });
    expect(await scrolled(page)).toBe(0);
    await page.setViewportSize(WIDE.viewport);
  },
);

test('shortcuts work after a click on text, but not in a field, a button or a dialog', async () => {
  const page = await openDesk(`${webUrl}/videos/${id}`);
  await page.getByRole('heading', { name: 'Player' }).click();
  await page.keyboard.press(' ');
  await hint(page, 'Playing').waitFor();
  await page.keyboard.press(' ');
  await hint(page, 'Paused').waitFor();
  await hint(page, 'Paused').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Rename' }).press(' ');
  const field = page.getByRole('textbox', { name: 'Title' });
  await field.pressSequentially('k m');
  expect(await field.inputValue()).toBe('k m');
  await field.press('Escape');
  await page.getByRole('button', { name: 'Share' }).press(' ');
  const dialog = page.getByRole('dialog', { name: 'Share' });
  await dialog.waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('k');
  expect(await isPaused(page)).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  expect(await page.locator('media-controller p[aria-hidden]').count()).toBe(0);
  await expectAccessible(page);
});

test('the open tab is in the address, and the back button returns to the one before', async () => {
  const { page } = desk;
  await page.goto(`${webUrl}/videos/${id}`);
  const tab = (name: string) => page.getByRole('tab', { name, selected: true });
  await tab('Details').waitFor();
  await page.getByRole('tab', { name: 'Processing' }).click();
  await page.getByRole('region', { name: 'Source and outputs' }).waitFor();
  expect(new URL(page.url()).search).toBe('?tab=processing');
  await page.reload();
  await page.getByRole('toolbar', { name: 'Timeline' }).waitFor();
  await page.getByRole('tab', { name: 'Processing' }).press('ArrowRight');
  await tab('Developers').waitFor();
  await page.goBack();
  await tab('Processing').waitFor();
  await page.goBack();
  await tab('Details').waitFor();
  await expectAccessible(page);
});

test('developers copy the ID and every address, and the signed ones play until the time that is shown', async () => {
  const { page, context } = desk;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = async (name: string): Promise<string> => {
    await page.getByRole('button', { name: `Copy ${name}`, exact: true }).click();
    const confirmation = new RegExp(`^${name} copied$`, 'i');
    await page.getByRole('status').getByText(confirmation).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await page.goto(`${webUrl}/videos/${id}?tab=developers`);
  expect(await copied('video ID')).toBe(id);
  await page.getByText('A private video has no pages that work without an account.').waitFor();
  const texts = [];
  for (const name of ['HLS playlist', 'DASH manifest']) texts.push(await (await fetch(await copied(name))).text());
  expect(texts).toEqual([expect.stringContaining('#EXTM3U'), expect.stringContaining('<MPD')]);
  await page.getByText(/^Until .*, anyone who has the playlist or manifest can watch this video/).waitFor();
  const poster = await fetch(await copied('poster file'));
  expect([poster.status, poster.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await expectFitsBothWidths(page);

  await client.videos.update(id, { visibility: 'unlisted' });
  const open = [];
  for (const name of ['watch page', 'embed page', 'poster']) open.push((await fetch(await copied(name))).status);
  expect(open).toEqual([200, 200, 200]);
  await client.videos.update(id, { visibility: 'private' });
  await page.getByRole('textbox', { name: 'Watch page' }).waitFor({ state: 'detached' });
});

test('on a touch screen a tap of any length shows the controls, and another one hides them', async () => {
  const phone = await openVisitor(browser, PHONE);
  const { page } = phone;
  await page.goto(`${webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', email);
  await page.goto(`${webUrl}/videos/${id}`);
  await playFrom(page, 0);
  await media(page).evaluate((element: HTMLVideoElement) => {
    element.loop = true;
    return element.play();
  });
  const controller = page.locator('media-controller');
  const hidden = page.locator('media-controller[userinactive]');
  const box = await controller.boundingBox();
  const at = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 3 };
  const devtools = await phone.context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = at.x) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: at.y }] });

  await hidden.waitFor();
  await page.touchscreen.tap(at.x, at.y);
  expect(await hidden.count()).toBe(0);
  await page.touchscreen.tap(at.x, at.y);
  await hidden.waitFor();

  // A slow tap, with a slight movement.
  await touch('touchStart');
  await page.waitForTimeout(LONG_TOUCH_MS);
  await touch('touchMove', at.x + 3);
  await touch('touchEnd');
  await page.waitForTimeout(LONG_TOUCH_MS);
  expect(await hidden.count()).toBe(0);
  await hidden.waitFor();
  expect(await isPaused(page)).toBe(false);
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});
