import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Caller, CREDENTIALS, getVideo, register } from './support/api.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { chooseFiles } from './support/library-page.ts';
import { type PausedEncoders, pauseEncoders } from './support/pause-encoders.ts';
import { product, useOwnProduct } from './support/product.ts';
import { WAIT_MS } from './support/visitor.ts';

const SECONDS = 150;
const WIDE = { width: 1440, height: 900 };
/** Two AAC frames: audio is cut at its own frame boundaries and can extend this far beyond the video. */
const AUDIO_OVERRUN_SECONDS = (2 * 1_024) / 48_000;
const NARROW = { width: 390, height: 844 };

useOwnProduct();

let browser: Browser;
let page: Page;
let api: Caller;
let id: string;
let encoders: PausedEncoders;
const pageErrors: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: WIDE });
  context.setDefaultTimeout(WAIT_MS);
  page = await context.newPage();
  page.on('pageerror', (error) => pageErrors.push(String(error)));
  const account = await register();
  api = account;
  await page.goto(`${product().webUrl}/sign-in`);
  await page.getByRole('textbox', { name: 'Email' }).fill(account.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/videos');
});
afterAll(async () => {
  encoders?.[Symbol.dispose]();
  await browser.close();
});

/** Uploads a clip in the page and opens the video's page immediately. */
const openNewVideo = async (clip: string): Promise<string> => {
  await chooseFiles(page, clip);
  await page.getByRole('region', { name: 'Videos' }).getByRole('listitem').getByRole('link').first().click();
  await page.waitForURL(/\/videos\/[^/]+$/);
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
};

const untilPlayable = async (): Promise<void> => {
  while (!(await getVideo(api, id)).playable) await new Promise((resolve) => setTimeout(resolve, 50));
};

const player = () => page.locator('video');
const ready = () => page.getByRole('progressbar', { name: 'Ready to watch' });
const caughtUp = () => page.getByText("You've caught up with processing");

const readySeconds = async (): Promise<number> => (Number(await ready().getAttribute('aria-valuenow')) / 100) * SECONDS;

const time = (): Promise<number> => player().evaluate((element: HTMLVideoElement) => element.currentTime);

/** Waits until playback reaches a time, without touching the player. */
const untilTime = async (seconds: number): Promise<void> => {
  await player().evaluate(async (element: HTMLVideoElement, wanted) => {
    while (element.currentTime < wanted) await new Promise((resolve) => setTimeout(resolve, 50));
  }, seconds);
};

const seek = async (seconds: number): Promise<void> => {
  await player().evaluate((element: HTMLVideoElement, to) => {
    element.currentTime = to;
  }, seconds);
};

test('a video starts to play as soon as its first seconds are ready', async () => {
  const clip = await makeClip({ seconds: SECONDS, size: '320x180', rate: 15 });
  // Pause encoders first: opening the page can take longer than the whole encode.
  encoders = pauseEncoders(product().dataDir);
  id = await openNewVideo(clip);
  encoders.resumeBefore(1);
  await untilPlayable();
  await player().waitFor();
  // A marker that is lost if the element or the page is replaced.
  await player().evaluate((element: HTMLVideoElement) => Object.assign(element, { isOriginal: true }));
  await untilTime(0.4);
  expect(await time()).toBeLessThan(await readySeconds());
  expect(await getVideo(api, id)).toMatchObject({ status: 'processing', playable: true });
  await page.getByText(/^\d:\d\d of 2:30 ready to watch/).waitFor();
});

test('the full duration is shown, and seeking stops at the end of the ready part', async () => {
  const duration = () => player().evaluate((element: HTMLVideoElement) => Math.round(element.duration));
  await expect.poll(duration).toBe(SECONDS);
  await seek(SECONDS - 10);
  await caughtUp().waitFor();
  const reached = await time();
  const limit = await readySeconds();
  expect(reached).toBeLessThanOrEqual(limit + AUDIO_OVERRUN_SECONDS);
  expect(limit).toBeLessThan(SECONDS / 2);
  await page.setViewportSize(NARROW);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE);
});

test('playback continues automatically when more is ready', async () => {
  const before = await readySeconds();
  encoders.resumeBefore(before + 1);
  await untilTime(before + 0.5);
  expect(await caughtUp().count()).toBe(0);
  expect(await readySeconds()).toBeGreaterThan(before + 2);
  expect(await getVideo(api, id)).toMatchObject({ status: 'processing' });
});

test('the timeline shows each worker’s attempts and the log of a failed one, also by keyboard', async () => {
  const timeline = page.getByRole('toolbar', { name: 'Timeline' });
  await timeline.getByRole('button', { name: /^Encode video · chunk 0, completed, .* on / }).waitFor();
  await page.getByRole('list', { name: 'Steps' }).getByText('Package files waiting').waitFor();

  encoders.killLast();
  const failed = timeline.getByRole('button', {
    name: /^Encode video · chunk \d+, (attempt 1 of 2, )?failed, [A-Z_]+, /,
  });
  await failed.first().click();
  const details = page.getByRole('region', { name: /^Encode video · chunk \d+: details/ });
  await details.getByText(/^Attempt 1: failed · [A-Z_]+/).waitFor();
  await failed.first().press('Home');
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Fetch source: details' })
    .getByText(/^Attempt 1: completed/)
    .waitFor();
  await page.setViewportSize(NARROW);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE);
});

test('the same player, without a reload, plays to the end once processing is complete', async () => {
  encoders[Symbol.dispose]();
  await page.getByText('Completed', { exact: true }).first().waitFor();
  await ready().waitFor({ state: 'detached' });
  await seek(SECONDS - 1.5);
  const end = await player().evaluate(async (element: HTMLVideoElement & { isOriginal?: boolean }) => {
    while (!element.ended) await new Promise((resolve) => setTimeout(resolve, 50));
    return { isOriginal: element.isOriginal, seconds: element.currentTime, error: element.error };
  });
  expect(end).toMatchObject({ isOriginal: true, error: null });
  expect(Math.abs(end.seconds - SECONDS)).toBeLessThan(0.1);
  expect(await page.getByText('Playback stopped').count()).toBe(0);
  expect(pageErrors).toEqual([]);
});
