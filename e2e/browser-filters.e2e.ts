import { createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { insertVideos } from './support/many-videos.ts';
import { product } from './support/product.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const COUNT = 1_000;

let browser: Browser;
let visitor: Visitor;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  const email = await signUp(page);
  const client = createClient({ baseUrl: apiUrl });
  await client.auth.login({ email, ...CREDENTIALS });
  await insertVideos((await client.actor()).organizationId, COUNT);
  await page.goto(`${webUrl}/videos`);
});
afterAll(() => browser.close());

const cards = (): Locator => page.getByRole('region', { name: 'Videos' }).getByRole('listitem');
const counted = (text: string): Promise<void> =>
  page.getByRole('region', { name: 'Videos' }).getByRole('status').getByText(text, { exact: true }).waitFor();
const query = (): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams);
const filters = (): Locator => page.getByRole('dialog', { name: 'Filters' });
const chip = (text: string): Locator => page.getByRole('button', { name: `Remove filter ${text}` });

const openFilters = async (): Promise<Locator> => {
  await page.getByRole('button', { name: /^Filters/ }).click();
  await filters().waitFor();
  return filters();
};

const closeFilters = async (): Promise<void> => {
  await filters().getByRole('button', { name: 'Show results' }).click();
  await filters().waitFor({ state: 'hidden' });
};

test('a tag is chosen among those that exist, each with its number of videos, and can be removed again', async () => {
  await cards().first().getByText('Clip 1000').waitFor();
  const dialog = await openFilters();
  await dialog.getByRole('combobox', { name: 'Tags' }).click();
  await page.getByRole('option', { name: 'Rome 333 videos' }).waitFor();
  await expectAccessible(page);
  await page.getByRole('option', { name: 'Sea 20 videos' }).click();
  await closeFilters();
  await counted('20 videos');
  expect(query()).toEqual({ tag: 'Sea' });
  await chip('Tag: Sea').click();
  await counted('24 videos loaded');
  expect(query()).toEqual({});
});

test('filters, search and order are in the address: they survive a reload, and back returns to the ones before', async () => {
  const dialog = await openFilters();
  await dialog.getByRole('textbox', { name: 'At least' }).fill('3');
  await dialog.getByRole('textbox', { name: 'At most' }).fill('5:00');
  await dialog.getByRole('combobox', { name: 'Status' }).selectOption('Completed');
  await dialog.getByRole('combobox', { name: 'Tags' }).click();
  await page.getByRole('option', { name: /^Rome/ }).click();
  await closeFilters();
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Shortest');
  // From 180 to 300 s, every third is from Rome; 300 has failed.
  await cards().first().getByText('Clip 0180').waitFor();
  await page.getByRole('searchbox').fill('img clip 021');
  await counted('4 videos');
  const asked = { tag: 'Rome', status: 'completed', minSeconds: '180', maxSeconds: '300', sort: 'shortest' };
  expect(query()).toEqual({ q: 'img clip 021', ...asked });
  await page.reload();
  await cards().first().getByText('Clip 0210').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('img clip 021');
  await chip('Duration: 3:00 – 5:00').waitFor();
  await expectFitsBothWidths(page);
  await chip('Status: Completed').click();
  await chip('Status: Completed').waitFor({ state: 'detached' });
  await page.goBack();
  await chip('Status: Completed').waitFor();
  expect(query()).toEqual({ q: 'img clip 021', ...asked });
  await page.goForward();
  await chip('Status: Completed').waitFor({ state: 'detached' });
});

test('without results, the page says which conditions are met by none, and offers to clear either', async () => {
  await page.goto(`${webUrl}/videos?q=clip+0050&tag=Sea&visibility=public&from=2020-01-01&to=2020-01-31`);
  await page
    .getByText('No video has “clip 0050” in its title, description, tags or file name and matches all 3 filters above.')
    .waitFor();
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await counted('1 video');
  expect(query()).toEqual({ q: 'clip 0050' });
  await page.goBack();
  await page.getByRole('button', { name: 'Clear all' }).click();
  await counted('24 videos loaded');
  expect(query()).toEqual({});
});

test('a click on the tag of a video shows only videos with that tag', async () => {
  await page.goto(`${webUrl}/videos?tag=Rome`);
  const tags = cards().filter({ hasText: 'Clip 0900' }).getByRole('list', { name: 'Tags' });
  await page.getByRole('searchbox').fill('clip 0900');
  await tags.getByRole('link', { name: 'Sea' }).click();
  await chip('Tag: Sea').waitFor();
  await chip('Tag: Rome').waitFor();
  await page.getByRole('button', { name: 'Clear search' }).click();
  // Every 150th video has both.
  await counted('6 videos');
});

test('on a phone, the filters are in a sheet', async () => {
  await page.setViewportSize(PHONE.viewport);
  const dialog = await openFilters();
  await dialog.getByRole('combobox', { name: 'Visibility' }).selectOption('Unlisted');
  await dialog.getByRole('textbox', { name: 'At least' }).fill('a minute');
  await page.keyboard.press('Enter');
  await dialog.getByText('Enter minutes, such as 5 or 1:30').waitFor();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await closeFilters();
  await page.getByRole('heading', { name: 'No videos found' }).waitFor();
  await page.setViewportSize(WIDE.viewport);
  expect(visitor.errors).toEqual([]);
});
