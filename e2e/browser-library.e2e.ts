import { readFile } from 'node:fs/promises';
import { createClient } from '@media/sdk';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { card } from './support/library-page.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
/** Two more than a page of results. */
const COUNT = 26;
/** Files from this index on are real and can be reprocessed. The others aren't media files, so they fail quickly. */
const FIRST_REAL_FILE = 23;
const TITLES = Array.from({ length: COUNT }, (_, index) => `Reel ${String(index + 1).padStart(2, '0')}`);

let browser: Browser;
let visitor: Visitor;
let page: Page;
const client = createClient({ baseUrl: apiUrl });

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, PHONE);
  page = visitor.page;
  const email = await signUp(page);
  await client.auth.login({ email, ...CREDENTIALS });
  const clip = await readFile(await makeClip({ seconds: 1 }));
  for (const [index, title] of TITLES.entries()) {
    const content = index < FIRST_REAL_FILE ? `These are the notes on ${title}.` : clip;
    await client.uploadFile(new File([content], `${title}.mp4`), { video: { title, recipe: 'audio' } });
  }
});
afterAll(() => browser.close());

const cards = () => page.getByRole('region', { name: 'Videos' }).getByRole('listitem');
const counted = (text: string) => page.getByRole('region', { name: 'Videos' }).getByRole('status').getByText(text);

test('the next page loads when the reader scrolls near it', async () => {
  await page.goto(`${webUrl}/videos?sort=title`);
  await counted('24 videos loaded').waitFor();
  await cards().last().scrollIntoViewIfNeeded();
  await counted(`${COUNT} videos`).waitFor();
  expect(await cards().count()).toBe(COUNT);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);
});

test('a search is part of the URL, and one without results offers to clear it', async () => {
  const search = page.getByRole('searchbox', { name: 'Search videos' });
  await search.fill('reel 07');
  await counted('1 video').waitFor();
  await card(page, 'Reel 07').waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('reel 07');
  await search.fill('holiday');
  await page.getByRole('heading', { name: 'No videos found' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all videos' }).click();
  await card(page, 'Reel 01').waitFor();
  expect(await search.inputValue()).toBe('');
});

test('the library filters by status, changes its order, and remembers the list view', async () => {
  await page.getByRole('button', { name: 'Filters' }).click();
  const status = page.getByRole('dialog', { name: 'Filters' }).getByRole('combobox', { name: 'Status' });
  await status.selectOption('Canceled');
  await page.getByRole('heading', { name: 'No videos found' }).waitFor();
  await status.selectOption('Failed');
  await page.keyboard.press('Escape');
  await status.waitFor({ state: 'hidden' });
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Oldest');
  await cards().first().getByText('Reel 01').waitFor();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Newest');
  await cards().first().getByText('Reel 23').waitFor();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await cards().first().getByText('Reel 26').waitFor();
  await page.getByRole('radio', { name: 'List' }).press('Space');
  await page.reload();
  await cards().first().getByText('Reel 26').waitFor();
  expect(await page.getByRole('radio', { name: 'List' }).isChecked()).toBe(true);
  await expectAccessible(page);
});

const selectThrough = async (last: string, count: number): Promise<void> => {
  await page.getByRole('checkbox', { name: 'Select Reel 26' }).click();
  await page.getByRole('checkbox', { name: `Select ${last}` }).click({ modifiers: ['Shift'] });
  await page.getByText(`${count} selected`).waitFor();
};

test('selected videos are reprocessed after a confirmation, except those that a retry cannot fix', async () => {
  const { items } = await client.videos.list({ sort: 'newest', limit: 4 });
  const jobCounts = async (): Promise<number[]> =>
    (await Promise.all(items.map(({ id }) => client.videos.jobs(id)))).map(({ length }) => length);
  for (const title of ['Reel 24', 'Reel 25', 'Reel 26']) await card(page, title).getByText('Completed').waitFor();
  expect(await jobCounts()).toEqual([1, 1, 1, 1]);
  await selectThrough('Reel 23', 4);
  await expectAccessible(page);
  const tools = page.getByRole('toolbar', { name: 'Selection' });
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  const edges = (element: Element) => [
    element.scrollWidth - element.clientWidth,
    element.getBoundingClientRect().right,
  ];
  const [overflow, right] = await tools.evaluate(edges);
  expect([overflow, right]).toEqual([0, (await page.getByRole('region', { name: 'Videos' }).evaluate(edges))[1]]);
  await page.setViewportSize(WIDE.viewport);
  await tools.getByRole('button', { name: 'Process again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Process 3 videos again?' });
  await dialog.getByText('1 video needs another file or output preset and will be skipped.').waitFor();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Process again' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await tools.waitFor({ state: 'hidden' });
  await expect.poll(jobCounts).toEqual([2, 2, 2, 1]);
  for (const title of ['Reel 24', 'Reel 25', 'Reel 26'])
    await card(page, title).getByText('Completed', { exact: true }).waitFor();
});

test('only the selected videos are moved to the trash', async () => {
  await selectThrough('Reel 24', 3);
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Move to trash' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move 3 videos to the trash?' });
  await dialog.getByRole('button', { name: 'Move to trash', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await cards().first().getByText('Reel 23').waitFor();
  const { items } = await client.videos.list({ sort: 'newest', limit: 100 });
  expect(items.map(({ title }) => title)).toEqual(TITLES.slice(0, -3).toReversed());
});

test('on a card, Escape keeps the title, Enter saves a new one, and a blank one is refused with a reason', async () => {
  const rename = async (title: string, key: 'Enter' | 'Escape'): Promise<void> => {
    await cards().first().getByRole('link').focus();
    await page.keyboard.press('F2');
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.keyboard.press(key);
  };
  await rename('Never', 'Escape');
  await cards().first().getByText('Reel 23').waitFor();
  await rename('  ', 'Enter');
  await cards().first().getByRole('alert').getByText('Enter a title.').waitFor();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await rename('Renamed reel', 'Enter');
  await card(page, 'Renamed reel').waitFor();
  await page.getByRole('textbox', { name: 'Title' }).waitFor({ state: 'detached' });
});

test('a pasted file opens the upload dialog', async () => {
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['a movie'], 'pasted.mp4', { type: 'video/mp4' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });
  const dialog = page.getByRole('dialog', { name: 'Upload videos' });
  await dialog.getByText('pasted.mp4').first().waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(visitor.errors).toEqual([]);
});
