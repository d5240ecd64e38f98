import { createClient } from '@media/sdk';
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { playerIn, useSharedVideo, watchUrl } from './support/shared-video.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

const scene = useSharedVideo();
let watched = { plays: 0, watchedSeconds: 0 };

const totals = async () => (await scene.client.videos.statistics(scene.id)).totals;
beforeEach(async () => {
  await scene.client.videos.update(scene.id, { visibility: 'public' });
  watched = await totals();
});

const beaconsOf = ({ network }: Visitor) => network.exchanges().filter(({ url }) => url.pathname.endsWith('/beacons'));
const watch = async (visitor: Visitor, address = watchUrl(scene.id)) => {
  await visitor.page.goto(address);
  await playerIn(visitor.page).waitFor();
  return playFrom(visitor.page, 3);
};
/** API processes write what they have counted every few seconds. */
const untilPlays = (plays: number) => expect.poll(async () => (await totals()).plays, { timeout: 60_000 }).toBe(plays);

const signIn = async (page: Page, address: string) => {
  await page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', address);
};
const organizationId = async () => (await scene.client.actor()).organizationId;

test('an owner sees how somebody without an account watches a public video', async () => {
  await watch(scene.guest);
  await untilPlays(watched.plays + 1);
  await expect.poll(async () => (await totals()).watchedSeconds, { timeout: 60_000 }).toBeGreaterThan(0);
  expect(beaconsOf(scene.guest).map(({ method, status }) => [method, status])).toEqual([
    ['POST', 204],
    ['POST', 204],
  ]);
  expect(await scene.guest.page.locator('[data-heat]').count()).toBe(0);
  expect(await scene.guest.context.cookies()).toEqual([]);

  const owner = await openVisitor(scene.browser, WIDE);
  const { page } = owner;
  await signIn(page, scene.email);
  await page.goto(`${product().webUrl}/videos/${scene.id}`);
  await page.locator('media-controller [data-heat] path').waitFor({ state: 'attached' });
  await page.getByRole('tab', { name: 'Statistics' }).click();
  const views = page.getByRole('region', { name: 'Views', exact: true });
  await views.getByText('Plays', { exact: true }).locator('xpath=following-sibling::dd').getByText('1').waitFor();
  await views.getByRole('img', { name: /^Plays per day. The most were 1 play on / }).waitFor();
  await page
    .getByRole('region', { name: 'Parts that were watched' })
    .getByText(/^Watched most: 0:03 to 0:04/)
    .waitFor();
  await views.getByText('As a table').click();
  await views.getByText('What is counted').click();
  expect(await views.getByRole('row').count()).toBe(29);
  await expectFitsBothWidths(page);
  await views.getByRole('combobox', { name: 'Period' }).selectOption('Last 365 days');
  await expect.poll(() => views.getByRole('row').count()).toBe(366);

  await page.goto(`${product().webUrl}/organizations/${await organizationId()}`);
  await page.getByRole('link', { name: 'Open the statistics' }).click();
  await page.getByRole('region', { name: 'Most played videos' }).getByRole('link', { name: 'Lighthouse' }).waitFor();
  await expectFitsBothWidths(page);
  expect(beaconsOf(owner)).toEqual([]);
  expect(owner.errors).toEqual([]);
  await owner.context.close();
});

test('the embedded player and share links report, too', async () => {
  await watch(scene.guest, `${product().webUrl}/embed/${scene.id}`);
  await untilPlays(watched.plays + 1);
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  const share = await scene.client.shares.create(scene.id);
  await watch(scene.guest, share.url ?? '');
  await untilPlays(watched.plays + 2);
});

test('a browser with Global Privacy Control or Do Not Track sends nothing', async () => {
  for (const signal of ['globalPrivacyControl', 'doNotTrack']) {
    const careful = await openVisitor(scene.browser, WIDE);
    await careful.context.addInitScript((name) => {
      const value = name === 'doNotTrack' ? '1' : true;
      Object.defineProperty(Navigator.prototype, name, { get: () => value });
    }, signal);
    await watch(careful);
    await careful.page.goto('about:blank');
    expect([signal, beaconsOf(careful)]).toEqual([signal, []]);
    await careful.context.close();
  }
  await watch(scene.guest);
  await untilPlays(watched.plays + 1);
});

test('nothing was watched yet, and an owner switches counting off, which players follow', async () => {
  const { page } = scene.guest;
  await signIn(page, scene.email);
  await page.goto(`${product().webUrl}/organizations/${await organizationId()}`);
  const count = page.getByRole('switch', { name: 'Count views' });
  expect(await count.isChecked()).toBe(true);
  await count.click();
  await expect
    .poll(async () => (await scene.client.organizations.get(await organizationId())).viewerStatistics)
    .toBe(false);
  const viewer = await openVisitor(scene.browser, WIDE);
  await watch(viewer);
  await viewer.page.goto('about:blank');
  expect(beaconsOf(viewer)).toEqual([]);
  await viewer.context.close();
  await page.goto(`${product().webUrl}/videos/${scene.id}?tab=statistics`);
  await page.getByText('An owner has switched viewer statistics off').waitFor();
  await expectFitsBothWidths(page);
  await scene.client.organizations.update(await organizationId(), { viewerStatistics: true });

  const { email } = await register();
  const other = createClient({ baseUrl: product().apiUrl });
  await other.auth.login({ email, ...CREDENTIALS });
  const stranger = await openVisitor(scene.browser, WIDE);
  await signIn(stranger.page, email);
  const path = `/organizations/${(await other.actor()).organizationId}/statistics`;
  await stranger.page.goto(`${product().webUrl}${path}`);
  await stranger.page.getByText('Nobody without an account has watched in this period.').waitFor();
  await expectFitsBothWidths(stranger.page);
  await stranger.context.close();
});
