import { type Client, createClient } from '@media/sdk';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { card } from './support/library-page.ts';
import { insertVideos } from './support/many-videos.ts';
import { product } from './support/product.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor, signUp, type Visitor } from './support/visitor.ts';

const { webUrl, apiUrl } = product();
const COUNT = 60;

let browser: Browser;
let visitor: Visitor;
let page: Page;
let client: Client;

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  const email = await signUp(page);
  client = createClient({ baseUrl: apiUrl });
  await client.auth.login({ email, ...CREDENTIALS });
  await insertVideos((await client.actor()).organizationId, COUNT);
});
afterAll(() => browser.close());

const select = (title: string): Locator => page.getByRole('checkbox', { name: `Select ${title}` });
const bar = (): Locator => page.getByRole('toolbar', { name: 'Selection' });
const titlesOf = async (query: Parameters<Client['videos']['list']>[0]): Promise<string[]> =>
  (await client.videos.list({ ...query, limit: 100, sort: 'title' })).items.map(({ title }) => title);

test('videos are selected by keyboard, and tags are added to and removed from all of them', async () => {
  await page.goto(`${webUrl}/videos?sort=title`);
  await select('Clip 0001').press('Space');
  await select('Clip 0006').press('Shift+Space');
  await page.getByText('6 selected').waitFor();
  await bar().getByRole('button', { name: 'Tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags of 6 videos' });
  await dialog.getByRole('combobox', { name: 'Add tags' }).fill('Summer 2026');
  await page.keyboard.press('Enter');
  // Another case of a tag that two of the videos have.
  await page.keyboard.type('SEA,');
  await dialog.getByRole('combobox', { name: 'Remove tags' }).click();
  await page.getByRole('option', { name: 'Rome (2 of 6)' }).click();
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('6 videos updated.').waitFor();
  await bar().waitFor({ state: 'hidden' });
  await card(page, 'Clip 0003').getByRole('link', { name: 'Summer 2026' }).waitFor();
  expect(await titlesOf({ tag: ['summer 2026'] })).toHaveLength(6);
  // The spelling that the organization used first.
  expect((await client.tags.list()).items).toEqual([
    { name: 'Rome', videoCount: 18 },
    { name: 'Sea', videoCount: 7 },
    { name: 'Summer 2026', videoCount: 6 },
  ]);
});

test('a change of the visibility says who can watch afterwards', async () => {
  await select('Clip 0001').press('Space');
  await select('Clip 0003').press('Shift+Space');
  await bar().getByRole('button', { name: 'Visibility' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who can watch 3 videos' });
  expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
  await dialog.getByRole('radio', { name: /^Public/ }).click();
  await dialog.getByText('Afterwards, anyone can watch all 3.').waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await card(page, 'Clip 0003').getByRole('img', { name: 'Public' }).waitFor();
  await page.getByText('3 videos updated.').waitFor();
  expect(await titlesOf({ visibility: 'public' })).toEqual(['Clip 0001', 'Clip 0002', 'Clip 0003']);
});

test('videos for which an action fails are listed with the reason, and can be tried again', async () => {
  const full = await client.videos.list({ q: 'clip 0010' });
  const tags = Array.from({ length: 20 }, (_, n) => `Tag ${n}`);
  await client.videos.update(full.items[0]?.id ?? '', { tags });
  await select('Clip 0009').press('Space');
  await select('Clip 0010').press('Shift+Space');
  await bar().getByRole('button', { name: 'Tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags of 2 videos' });
  await dialog.getByRole('combobox', { name: 'Add tags' }).fill('One more');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('1 of 2 updated').waitFor();
  await dialog
    .getByRole('listitem')
    .filter({ hasText: /^Clip 0010: .*20/ })
    .waitFor();
  await expectFitsBothWidths(page);
  await client.videos.update(full.items[0]?.id ?? '', { tags: ['Rome'] });
  await dialog.getByRole('button', { name: 'Try again' }).click();
  await dialog.waitFor({ state: 'hidden' });
  expect(await titlesOf({ tag: ['One more'] })).toEqual(['Clip 0009', 'Clip 0010']);
});

test('on the page of a video, a tag is added from the suggestions and another one removed', async () => {
  const [video] = (await client.videos.list({ q: 'clip 0006' })).items;
  await page.goto(`${webUrl}/videos/${video?.id}`);
  const tags = page.getByRole('list', { name: 'Tags' });
  await tags.getByRole('link', { name: 'Summer 2026' }).waitFor();
  await page.getByRole('button', { name: 'Edit tags' }).click();
  const field = page.getByRole('combobox', { name: 'Tags' });
  // Removes the last one.
  await field.press('Backspace');
  await field.fill('rom');
  await page.getByRole('option', { name: 'Rome' }).click();
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await tags.getByRole('link', { name: 'Rome' }).waitFor();
  expect((await client.videos.get(video?.id ?? '')).tags).toEqual(['Summer 2026', 'Rome']);
  await tags.getByRole('link', { name: 'Rome' }).click();
  await page.waitForURL('**/videos?tag=Rome');
  await page.getByRole('button', { name: 'Remove filter Tag: Rome' }).waitFor();
});

test('a tag is renamed, merged after a confirmation that counts the videos, and deleted; the filter follows', async () => {
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('button', { name: 'Rename, merge or delete tags' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags', exact: true });
  const rename = async (from: string, to: string): Promise<void> => {
    await dialog.getByRole('button', { name: `Rename ${from}` }).click();
    await dialog.getByRole('textbox', { name: `New name of ${from}` }).fill(to);
    await page.keyboard.press('Enter');
  };
  await expectFitsBothWidths(page);
  await rename('Rome', 'Roma');
  await dialog.getByText('Roma', { exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.getAll('tag')).toEqual(['Roma']);
  await rename('One more', 'roma');
  await dialog.getByText(/^There is already a tag “Roma” \(20 videos\)\. 2 videos with “One more”/).waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await dialog.getByRole('button', { name: 'Rename One more' }).waitFor({ state: 'detached' });
  expect(await titlesOf({ tag: ['Roma'] })).toContain('Clip 0010');
  await dialog.getByRole('button', { name: 'Delete Roma' }).click();
  await dialog.getByText(/^“Roma” will be removed from \d+ videos\. The videos stay\.$/).waitFor();
  await dialog.getByRole('button', { name: 'Delete tag' }).click();
  await dialog.getByRole('button', { name: 'Delete Roma' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await card(page, 'Clip 0060').waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(visitor.errors).toEqual([]);
});
