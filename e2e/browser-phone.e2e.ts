import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { card, chooseFiles, waitForUploaded } from './support/library-page.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { PHONE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const dir = join(runDir(), 'phone');
const movie = join(dir, 'movie.mp4');
const notes = join(dir, 'notes.mp4');

let browser: Browser;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, PHONE);
  page = visitor.page;
  await mkdir(dir);
  await copyFile(await makeClip({ seconds: 4 }), movie);
  await writeFile(notes, 'These are notes, not a video.\n');
});
afterAll(() => browser.close());

/** These tests only check the layout. browser.e2e.ts checks what the pages do. */
const expectFitsPhone = async (on = page): Promise<void> => {
  await expectAccessible(on);
  await expectNoOverflow(on);
};

test('the landing page, the forms and an empty library fit a phone', async () => {
  await page.goto(product().webUrl);
  const signIn = page.getByRole('link', { name: 'Sign in' }).first();
  await signIn.waitFor();
  await expectFitsPhone();
  await signIn.click();
  await page.waitForURL('**/sign-in');
  await expectFitsPhone();
  await signUp(page);
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  await expectFitsPhone();
});

test('a library of uploaded files fits a phone', async () => {
  await chooseFiles(page, [movie, notes]);
  await card(page, 'notes').getByText('Failed', { exact: true }).waitFor();
  await card(page, 'movie').getByText('Completed', { exact: true }).waitFor();
  await expectFitsPhone();
});

test('the open upload tray takes at most a third of a phone, however many files it lists', async () => {
  const drafts = [1, 2, 3, 4, 5].map((number) => join(dir, `draft-${number}.mp4`));
  for (const path of drafts) await copyFile(notes, path);
  await chooseFiles(page, drafts);
  await waitForUploaded(page, 'draft-5.mp4');
  const tray = await page.getByRole('region', { name: 'Upload tray' }).boundingBox();
  expect(tray?.height).toBeLessThanOrEqual(PHONE.viewport.height / 3);
  await expectFitsPhone();
  await page.getByRole('button', { name: 'Hide uploads' }).click();
});

test('the video page, the share dialog and the embedded player fit a phone', async () => {
  await card(page, 'movie').getByRole('link').first().click();
  await page.locator('video').waitFor();
  expect((await playFrom(page, 0)).frames).toBeGreaterThan(5);
  await expectFitsPhone();
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('radio', { name: 'Private' }).waitFor();
  await expectFitsPhone();
  await page.getByRole('tab', { name: 'Embed' }).click();
  const code = await page.getByRole('textbox', { name: 'Embed code' }).inputValue();
  await expectFitsPhone();
  await page.keyboard.press('Escape');
  const guest = await openVisitor(browser, PHONE);
  await guest.page.goto(/src="([^"]+)"/.exec(code)?.[1] ?? '');
  await guest.page.locator('video').waitFor();
  await expectFitsPhone(guest.page);
  expect(guest.errors).toEqual([]);
  await guest.context.close();
});

test('the page of a failed video and the delete dialog fit a phone', async () => {
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await card(page, 'notes').getByRole('link').first().click();
  await page.getByRole('alert').filter({ hasText: 'video or audio file' }).waitFor();
  await expectFitsPhone();
  await page.getByRole('button', { name: 'Move to trash', exact: true }).click();
  await page.getByRole('dialog', { name: /^Move/ }).getByText('30 days').waitFor();
  await expectFitsPhone();
  expect(visitor.errors).toEqual([]);
});
