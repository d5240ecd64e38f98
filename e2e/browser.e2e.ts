import { stat } from 'node:fs/promises';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { measure } from './support/measure.ts';

const WAIT_MS = 90_000;

let browser: Browser;
let context: BrowserContext;
let page: Page;
const requests: Request[] = [];
const complaints: string[] = [];
const email = `${crypto.randomUUID()}@example.org`;

beforeAll(async () => {
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  context.setDefaultTimeout(WAIT_MS);
  page = await context.newPage();
  page.on('request', (request) => requests.push(request));
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterAll(() => browser.close());

const { webUrl } = inject('product');

test('a stranger signs up and lands in an empty library', async () => {
  await page.goto(webUrl);
  await page.getByRole('link', { name: 'Sign up' }).first().click();
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(CREDENTIALS.password);
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.waitForURL('**/videos');
  await page.getByText('Upload videos').waitFor();
});

test('a file travels straight to the store while its progress shows, and the list follows it to the end', async () => {
  const clip = await makeClip({ seconds: 8, size: '1280x720', picture: 'noise', extra: ['-b:v', '40M'] });
  expect((await stat(clip)).size).toBeGreaterThan(16 * 1024 * 1024);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose files' }).click();
  await (await chooser).setFiles(clip);
  await page.getByRole('progressbar', { name: /^Upload of/ }).waitFor();
  await page.getByRole('progressbar', { name: /^Progress of/ }).waitFor();
  await page.getByText('Ready', { exact: true }).first().waitFor();

  const puts = requests.filter((request) => request.method() === 'PUT');
  expect(puts.length).toBeGreaterThan(1);
  expect(puts.filter((request) => new URL(request.url()).origin === webUrl)).toEqual([]);
});

test('the video plays, seeks, and its frames reach the screen', async () => {
  await page.getByRole('listitem').getByRole('link').first().click();
  const video = page.locator('video');
  await video.waitFor();
  const play = async (seconds: number) =>
    video.evaluate(async (element: HTMLVideoElement, from) => {
      element.muted = true;
      element.currentTime = from;
      await element.play();
      const start = element.currentTime;
      while (element.currentTime < start + 0.7) await new Promise((resolve) => setTimeout(resolve, 50));
      element.pause();
      return {
        at: element.currentTime,
        width: element.videoWidth,
        frames: element.getVideoPlaybackQuality().totalVideoFrames,
      };
    }, seconds);
  const first = await play(0);
  expect(first.width).toBeGreaterThan(0);
  expect(first.frames).toBeGreaterThan(5);
  const later = await play(5.5);
  expect(later.at).toBeGreaterThan(6);
  expect(await video.evaluate((element: HTMLVideoElement) => Math.abs(element.duration - 8) < 0.05)).toBe(true);
});

test('the MP4 is downloaded under a good name', async () => {
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download video\.mp4/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.mp4$/);
  const file = await download.path();
  expect(await measure(file)).toMatchObject({ width: 1280, height: 720, frames: 240, hasAudio: true });
});

test('the session survives a reload, and ends with signing out', async () => {
  await page.reload();
  await page.locator('video').waitFor();
  const cookies = await context.cookies(webUrl);
  expect(cookies.filter(({ httpOnly }) => httpOnly)).not.toEqual([]);
  // A script on the page reaches the short-lived access token at most, never what renews it.
  expect(await page.evaluate(() => document.cookie)).toBe('');
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('eyJ');
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toMatch(/refresh/i);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).first().waitFor();
  await page.goto(`${webUrl}/videos`);
  await page.waitForURL('**/sign-in**');
});

test('no byte of video went through the web server, and no page threw an error', () => {
  const own = requests.filter((request) => new URL(request.url()).origin === webUrl);
  const media = own.filter(
    (request) => /\.(mp4|m4s|ts)(\?|$)/.test(request.url()) && !request.url().includes('/download'),
  );
  expect(own.length).toBeGreaterThan(10);
  expect(media).toEqual([]);
  expect(complaints).toEqual([]);
});
