import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { card, chooseFiles } from './support/library-page.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { PHONE } from './support/screens.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const dir = join(runDir(), 'phone');
const film = join(dir, 'film.mp4');
const notes = join(dir, 'notes.mp4');

let browser: Browser;
let visitor: Visitor;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, PHONE);
  page = visitor.page;
  await mkdir(dir);
  await copyFile(await makeClip({ seconds: 4 }), film);
  await writeFile(notes, 'These are notes, and no video at all.\n');
});
afterAll(() => browser.close());

/** What is checked here on every page; browser.e2e.ts checks on a wide screen what the pages do. */
const expectFit = async (on = page): Promise<void> => {
  await expectAccessible(on);
  await expectNoOverflow(on);
};

test('the landing page, the forms and an empty library fit a phone', async () => {
  await page.goto(product().webUrl);
  const signIn = page.getByRole('link', { name: 'Sign in' }).first();
  await signIn.waitFor();
  await expectFit();
  await signIn.click();
  await page.waitForURL('**/sign-in');
  await expectFit();
  await signUp(page);
  await page.getByRole('heading', { name: 'No videos yet' }).waitFor();
  await expectFit();
});

test('a library of uploaded files fits a phone', async () => {
  await chooseFiles(page, [film, notes]);
  await card(page, 'notes').getByText('Failed', { exact: true }).waitFor();
  await card(page, 'film').getByText('Completed', { exact: true }).waitFor();
  await expectFit();
});

test('the video page, the share dialog and the embedded player fit a phone', async () => {
  await card(page, 'film').getByRole('link').first().click();
  await page.locator('video').waitFor();
  expect((await playFrom(page, 0)).frames).toBeGreaterThan(5);
  await expectFit();
  await page.getByRole('button', { name: 'Share' }).click();
  const code = await page.getByRole('textbox', { name: 'Embed code' }).inputValue();
  await expectFit();
  await page.keyboard.press('Escape');
  const guest = await openVisitor(browser, PHONE);
  await guest.page.goto(/src="([^"]+)"/.exec(code)?.[1] ?? '');
  await guest.page.locator('video').waitFor();
  await expectFit(guest.page);
  expect(guest.complaints).toEqual([]);
  await guest.context.close();
});

test('the page of a failed video and the delete dialog fit a phone', async () => {
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await card(page, 'notes').getByRole('link').first().click();
  await page.getByRole('alert').filter({ hasText: 'video or audio file' }).waitFor();
  await expectFit();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('dialog', { name: /^Delete/ }).waitFor();
  await expectFit();
  expect(visitor.complaints).toEqual([]);
});
