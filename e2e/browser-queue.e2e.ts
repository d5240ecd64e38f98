import { createClient } from '@media/sdk';
import { fileSource } from '@media/sdk/node';
import { makeClip } from '@media/testkit';
import { openBrowser } from '@media/testkit/browser';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CREDENTIALS } from './support/api.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoOverflow } from './support/expect-no-overflow.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card } from './support/library-page.ts';
import { type PausedEncoders, pauseEncoders } from './support/pause-encoders.ts';
import { product, useOwnProduct } from './support/product.ts';
import { runSql } from './support/product-database.ts';
import { PHONE, WIDE } from './support/viewports.ts';
import { openVisitor, signUp, submitCredentials, type Visitor } from './support/visitor.ts';

/** Enough chunks for all encode slots of the product. Their size: they last although paused encoders run now and then. */
const LONG_SECONDS = 150;
/** Paused encoders deliver nothing, so the longer they are paused, the longer the estimate. */
const ESTIMATE = 'Continues in (less than a minute|about \\d+ (min|h( \\d+ min)?|days))';
/** With nothing ahead, by their number. */
const PLACES = ['no videos', '1 video', '2 videos'].map((ahead) => new RegExp(`^${ESTIMATE} · ${ahead} ahead$`));

useOwnProduct();

let browser: Browser;
let visitor: Visitor;
let page: Page;
let encoders: PausedEncoders;
let organizationId: string;
let client: ReturnType<typeof createClient>;
const ids: Record<string, string> = {};

const upload = async (path: string, title: string): Promise<void> => {
  ids[title] = (await client.uploadFile(await fileSource(path), { video: { title } })).id;
};
/** Waits until nothing but encoding is left of a video. */
const untilEncoding = (title: string): Promise<void> =>
  expect
    .poll(async () => {
      const [job] = await client.videos.jobs(ids[title] ?? '');
      const open = job?.tasks.filter(({ status }) => ['queued', 'running', 'retrying'].includes(status)) ?? [];
      return [...new Set(open.map(({ kind }) => kind))];
    })
    .toEqual(['encode']);
const setHighestPriority = (priority: 'high' | 'normal') =>
  runSql('UPDATE organization SET priority = $1::priority WHERE id = $2', [priority, organizationId]);

beforeAll(async () => {
  browser = await openBrowser();
  visitor = await openVisitor(browser, WIDE);
  page = visitor.page;
  client = createClient({ baseUrl: product().apiUrl });
  const email = await signUp(page);
  const user = await client.auth.login({ email, ...CREDENTIALS });
  organizationId = user.organizations[0]?.id ?? '';
  encoders = pauseEncoders(product().dataDir);
});
afterAll(async () => {
  encoders?.[Symbol.dispose]();
  await browser.close();
});

/** Where a video waits, in its card or on its page. */
const place = (of: Locator, ahead: 0 | 1 | 2): Locator => of.getByText(PLACES[ahead] ?? '');
const panel = (of = page) => of.getByRole('region', { name: 'Processing' });
const priorityButton = (current: string): Locator =>
  panel().getByRole('button', { name: `Priority: ${current}`, exact: true });
const choice = (name: string): Locator => page.getByRole('menuitemradio', { name });
const changePriority = async (from: string, to: string): Promise<void> => {
  await priorityButton(from).click();
  await choice(to).click();
};
const openVideo = async (title: string): Promise<void> => {
  await page.goto(`${product().webUrl}/videos/${ids[title]}`);
  await panel().waitFor();
};

test('the library shows when waiting videos continue, and how many are ahead of them', async () => {
  await upload(await makeClip({ seconds: LONG_SECONDS, size: '640x360', rate: 15 }), 'Long');
  await untilEncoding('Long');
  const short = await makeClip({ seconds: 2 });
  for (const title of ['First', 'Second']) {
    await upload(short, title);
    await untilEncoding(title);
  }
  await place(card(page, 'First'), 0).waitFor();
  await place(card(page, 'Second'), 1).waitFor();
  expect(
    await card(page, 'Long')
      .getByText(/Continues|ahead/)
      .count(),
  ).toBe(0);
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);
});

test('a lower priority lets other videos go ahead, and places change without a reload', async () => {
  await openVideo('First');
  await place(panel(), 0).waitFor();
  await changePriority('Normal', 'Low');
  await priorityButton('Low').waitFor();
  // The rest of the long video, and the second one.
  await place(panel(), 2).waitFor();
  // No event reports the place of the other video.
  const library = await visitor.context.newPage();
  await library.goto(`${product().webUrl}/videos`);
  await place(card(library, 'Second'), 0).waitFor();
  await client.videos.update(ids.Second ?? '', { priority: 'low' });
  await place(card(library, 'Second'), 2).waitFor();
  await library.close();
  await place(panel(), 1).waitFor();
});

test("a priority above the organization's own can't be chosen, and the menu says why", async () => {
  await priorityButton('Low').click();
  const high = choice('High');
  await high.getByText("Your organization's highest priority is normal.").waitFor();
  expect(await high.getAttribute('aria-disabled')).toBe('true');
  await expectAccessible(page);
  await high.press('Enter');
  await page.keyboard.press('Escape');
  await high.waitFor({ state: 'hidden' });
  await priorityButton('Low').waitFor();
  expect((await client.videos.get(ids.First ?? '')).priority).toBe('low');
});

test('an organization with a high priority can use it, and a refusal keeps the priority', async () => {
  await setHighestPriority('high');
  await page.reload();
  await changePriority('Low', 'High');
  await priorityButton('High').waitFor();
  await changePriority('High', 'Normal');
  await priorityButton('Normal').waitFor();
  await setHighestPriority('normal');
  await changePriority('Normal', 'High');
  await panel().getByRole('alert').getByText("The highest priority of this organization's videos is normal.").waitFor();
  await priorityButton('Normal').waitFor();
  await expectAccessible(page);
  await page.setViewportSize(PHONE.viewport);
  await expectNoOverflow(page);
  await page.setViewportSize(WIDE.viewport);
  expect((await client.videos.get(ids.First ?? '')).priority).toBe('normal');
});

test('viewers see the priority but no menu', async () => {
  const viewer = await openVisitor(browser, WIDE);
  const account = createClient({ baseUrl: product().apiUrl });
  const email = `${crypto.randomUUID()}@example.org`;
  const { id } = await account.auth.register({ email, ...CREDENTIALS });
  await joinOrganization(id, organizationId, 'viewer');
  await viewer.page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(viewer.page, 'Sign in', email);
  const [actor] = await Promise.all([
    viewer.page.waitForResponse(/\/api\/actor$/),
    viewer.page.goto(`${product().webUrl}/videos/${ids.First}`),
  ]);
  expect(actor.status()).toBe(200);
  const region = panel(viewer.page);
  await region.getByText('Priority').waitFor();
  await region.getByText('Normal', { exact: true }).waitFor();
  expect(await region.getByRole('button', { name: /Priority/ }).count()).toBe(0);
  await viewer.context.close();
});

test('the place and the menu disappear when the video runs and completes', async () => {
  await place(panel(), 0).waitFor();
  encoders[Symbol.dispose]();
  await place(panel(), 0).waitFor({ state: 'detached' });
  await panel().waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'All videos' }).first().click();
  for (const title of ['First', 'Second']) await card(page, title).getByText('Completed', { exact: true }).waitFor();
  expect(await page.getByText(/ahead$/).count()).toBe(0);
  expect(visitor.errors).toEqual([]);
});
