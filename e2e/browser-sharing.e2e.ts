import { createClient } from '@media/sdk';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card } from './support/library-page.ts';
import { playFrom } from './support/play-from.ts';
import { product, useOwnProduct } from './support/product.ts';
import { DESCRIPTION, playerIn, playInLoop, useSharedVideo, watchUrl } from './support/shared-video.ts';
import { WIDE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

// Few wrong passwords, so that a test can exceed the limit.
useOwnProduct({ AUTH_RATE_LIMIT: '25' });
const scene = useSharedVideo();

/** Opens the page of the video as a member. */
const openAsMember = async ({ page }: Visitor, address: string): Promise<Page> => {
  await page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', address);
  await page.goto(`${product().webUrl}/videos/${scene.id}`);
  return page;
};
const openShareDialog = async (page: Page) => {
  await page.getByRole('button', { name: 'Share' }).click();
  return page.getByRole('dialog', { name: 'Share' });
};
/** Clicks the card, because the radio button itself is part of it. */
const chooseVisibility = (page: Page, name: string) =>
  page.getByRole('radio', { name: new RegExp(`^${name}`) }).click();

test('an editor chooses who can watch, copies the link, and is told what a change to private leaves', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  const page = await openAsMember(scene.guest, scene.email);
  await scene.guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await openShareDialog(page);
  expect(await dialog.getByRole('textbox', { name: 'Link for members' }).inputValue()).toContain(`/videos/${scene.id}`);
  await chooseVisibility(page, 'Unlisted');
  await dialog.getByRole('textbox', { name: 'Link', exact: true }).waitFor();
  await dialog.getByRole('button', { name: 'Copy link', exact: true }).click();
  await dialog.getByRole('status').getByText('Link copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(watchUrl(scene.id));
  await expectFitsBothWidths(page);

  await chooseVisibility(page, 'Private');
  await dialog.getByText('plus 15 minutes, here at most 16 minutes').waitFor();
  await expectFitsBothWidths(page);
  expect((await scene.client.videos.get(scene.id)).visibility).toBe('private');
  await chooseVisibility(page, 'Public');
  await dialog.getByRole('textbox', { name: 'Link', exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('header').getByText('Public', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'All videos' }).first().click();
  await card(page, 'Lighthouse').getByRole('img', { name: 'Public' }).waitFor();
  await expectFitsBothWidths(page);
});

test('an editor changes the description next to the title, and viewers see it', async () => {
  const page = await openAsMember(scene.guest, scene.email);
  await page.getByRole('button', { name: 'Edit description' }).click();
  const field = page.getByRole('textbox', { name: 'Description' });
  expect(await field.inputValue()).toBe(DESCRIPTION);
  await field.fill('Filmed at dusk.');
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Filmed at dusk.').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Edit description');
  await page.goto(watchUrl(scene.id));
  await page.getByText('Filmed at dusk.').waitFor();
});

test('a member who must not share learns who can watch and whom to ask', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'public' });
  const other = await register();
  const session = createClient({ baseUrl: product().apiUrl });
  const viewer = await session.auth.login({ email: other.email, ...CREDENTIALS });
  const { items } = await scene.client.organizations.list();
  await joinOrganization(viewer.id, items[0]?.id ?? '', 'viewer');
  const page = await openAsMember(scene.guest, other.email);
  const dialog = await openShareDialog(page);
  await dialog.getByText('Changing who can watch needs the role Editor.').filter({ hasText: scene.email }).waitFor();
  await dialog.getByText('Public. Anyone.').waitFor();
  expect(await dialog.getByRole('radio').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Edit description' }).count()).toBe(0);
  await expectFitsBothWidths(page);
});

const PASSWORD = 'seagull at noon';
/** The link that the test of creating one has copied. */
let sharedUrl: string;
const linkList = (page: Page) => page.getByRole('list', { name: 'Share links' }).getByRole('listitem');

test('an editor creates a link with an end, a password and downloads, and copies it', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  const page = await openAsMember(scene.guest, scene.email);
  await scene.guest.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const dialog = await openShareDialog(page);
  await dialog.getByRole('button', { name: 'New link' }).click();
  const form = dialog.getByRole('form', { name: 'New link' });
  await form.getByRole('combobox', { name: 'Expires' }).selectOption('On a date');
  await form.getByRole('button', { name: 'Create link' }).click();
  await form.getByText('Choose a day from today on.').waitFor();
  await expectFitsBothWidths(page);
  await form.getByLabel('Last day').fill('2099-12-31');
  await form.getByRole('textbox', { name: 'Password (optional)' }).fill('short');
  await form.getByRole('button', { name: 'Create link' }).click();
  await form.getByText(/at least 8/i).waitFor();
  await form.getByRole('textbox', { name: 'Password (optional)' }).fill(PASSWORD);
  await form.getByRole('switch', { name: 'Allow downloads' }).click();
  await form.getByRole('button', { name: 'Create link' }).click();
  await linkList(page).getByText('Expires Dec 31, 2099').waitFor();
  expect(await linkList(page).first().textContent()).toMatch(/Password.*Download.*created/);
  const copy = linkList(page)
    .first()
    .getByRole('button', { name: /^Copy link/ });
  await copy.click();
  await dialog.getByRole('status').getByText('Link copied').waitFor();
  sharedUrl = await page.evaluate(() => navigator.clipboard.readText());
  expect(sharedUrl).toMatch(new RegExp(`^${product().webUrl}/s#`));
  await expectFitsBothWidths(page);
});

test('a share link asks for its password, limits guesses, and plays the private video, whose download it allows', async () => {
  const { page, network } = scene.guest;
  await page.goto(sharedUrl);
  const field = page.getByRole('textbox', { name: 'Password' });
  await field.fill('just a guess');
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Watch' }).click();
  await page.getByRole('alert').getByText('The password is wrong.').waitFor();
  await expectFitsBothWidths(page);
  await field.fill(PASSWORD);
  await field.press('Enter');
  await playerIn(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await page.getByRole('heading', { name: 'Lighthouse' }).waitFor();
  expect(await page.locator('meta[name=referrer]').getAttribute('content')).toBe('no-referrer');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.mp4$/);
  await expectFitsBothWidths(page);
  // The token is only in the fragment and in the body of a request.
  const token = new URL(sharedUrl).hash.slice(1);
  expect(network.exchanges().filter(({ url }) => (url.pathname + url.search).includes(token))).toEqual([]);
});

test('too many wrong passwords are refused with the time to wait', async () => {
  const { url } = await scene.client.shares.create(scene.id, { password: PASSWORD });
  const { page } = scene.guest;
  await page.goto(url ?? '');
  const field = page.getByRole('textbox', { name: 'Password' });
  const refused = page.getByText(/Too many wrong passwords\. Try again in .*(minute|min|h)\b/);
  const guess = async (): Promise<boolean> => {
    await field.fill(crypto.randomUUID());
    const answered = page.waitForResponse('**/api/shares/open');
    await field.press('Enter');
    await answered;
    await page.getByRole('alert').waitFor();
    return refused.isVisible();
  };
  await expect.poll(guess).toBe(true);
  await expectFitsBothWidths(page);
});

test('revoking a link names what ends, and stops those who watch by it', async () => {
  const { url } = await scene.client.shares.create(scene.id);
  const { page } = scene.guest;
  await page.goto(url ?? '');
  await playerIn(page).waitFor();
  await playInLoop(page);
  expect(await page.getByRole('link', { name: 'Download' }).count()).toBe(0);

  const desk = await openVisitor(scene.browser, WIDE);
  await openAsMember(desk, scene.email);
  await openShareDialog(desk.page);
  const row = linkList(desk.page).first();
  await row.getByRole('button', { name: /^Revoke/ }).click();
  await row.getByText('can no longer watch “Lighthouse”').waitFor();
  await expectFitsBothWidths(desk.page);
  const count = await linkList(desk.page).count();
  await row.getByRole('button', { name: 'Revoke link' }).click();
  await expect.poll(() => linkList(desk.page).count()).toBe(count - 1);
  expect(desk.errors).toEqual([]);
  await desk.context.close();

  await page.getByRole('alert').getByText('so playback stopped').waitFor();
  expect(await page.locator('video').count()).toBe(0);
  await page.reload();
  await page.getByRole('heading', { name: "This link doesn't work any more." }).waitFor();
  await expectFitsBothWidths(page);
  await page.goto('about:blank');
  await page.goto(`${product().webUrl}/s`);
  await page.getByRole('heading', { name: 'This link is incomplete.' }).waitFor();
});

test('the embed code of a share link says who can watch, and starts the player as chosen', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'private' });
  for (const { id } of (await scene.client.shares.list(scene.id)).items) await scene.client.shares.revoke(scene.id, id);
  await scene.client.shares.create(scene.id);
  const locked = await scene.client.shares.create(scene.id, { password: PASSWORD, expiresAt: '2099-12-31T00:00:00Z' });
  const page = await openAsMember(scene.guest, scene.email);
  const dialog = await openShareDialog(page);
  await dialog.getByRole('tab', { name: 'Embed' }).click();
  const access = dialog.getByRole('combobox', { name: 'Access' });
  await access.selectOption({ label: (await access.locator('option').allTextContents()).at(-1) ?? '' });
  await dialog.getByText(/^Until .*, everybody who sees the page can watch this video and download/).waitFor();
  await access.selectOption(locked.id);
  await dialog.getByText(/knows the password can watch, until Dec 3[01], 2099/).waitFor();
  await access.selectOption({ index: 1 });
  await dialog.getByText('Everybody who sees the page can watch, until you revoke the link.').waitFor();
  const start = dialog.getByRole('textbox', { name: 'Start at' });
  await start.fill('soon');
  await dialog.getByText('Enter a time such as 1:30.').waitFor();
  await start.fill('0:05');
  await dialog.getByRole('checkbox', { name: 'Play automatically, muted' }).check();
  await dialog.getByRole('checkbox', { name: 'Repeat' }).check();
  await dialog.getByRole('checkbox', { name: 'As wide as the page around it' }).uncheck();
  await expectFitsBothWidths(page);
  const code = await dialog.getByRole('textbox', { name: 'Embed code' }).inputValue();
  expect(code).toContain('width="640" height="360"');

  await page.goto('about:blank');
  await page.goto((/src="([^"]+)"/.exec(code)?.[1] ?? '').replaceAll('&amp;', '&'));
  const player = playerIn(page);
  await expect.poll(() => player.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(5.5);
  const state = await player.evaluate(({ muted, loop, paused }: HTMLVideoElement) => ({ muted, loop, paused }));
  expect(state).toEqual({ muted: true, loop: true, paused: false });
});

test('a share link plays in an embedded player, but not under another ID, whose sites can differ', async () => {
  const { id: shareId, url } = await scene.client.shares.create(scene.id);
  const { page } = scene.guest;
  await page.goto(`${product().webUrl}/embed/s/${shareId}${new URL(url ?? '').hash}`);
  await playerIn(page).waitFor();
  expect((await playFrom(page, 3)).frames).toBeGreaterThan(5);
  await expectFitsBothWidths(page);
  await page.goto(`${product().webUrl}/embed/s/${crypto.randomUUID()}${new URL(url ?? '').hash}`);
  await page.getByText("This link doesn't work any more.").waitFor();
  expect(await page.locator('video').count()).toBe(0);
});
