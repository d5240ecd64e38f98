import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card } from './support/library-page.ts';
import { playFrom } from './support/play-from.ts';
import { product } from './support/product.ts';
import { playInLoop, useSharedVideo, watchUrl } from './support/shared-video.ts';
import { openUsage } from './support/usage-page.ts';
import { PHONE } from './support/viewports.ts';
import { openVisitor, submitCredentials, type Visitor } from './support/visitor.ts';

const { webUrl } = product();
const scene = useSharedVideo();

const signIn = async ({ page }: Visitor, address: string): Promise<Page> => {
  await page.goto(`${webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', address);
  return page;
};
const videoUrl = () => `${webUrl}/videos/${scene.id}`;
const row = (page: Page, title: string) =>
  page.getByRole('region', { name: 'Trash' }).getByRole('listitem').filter({ hasText: title });
const moveToTrash = (page: Page) => {
  const dialog = page.getByRole('dialog', { name: /^Move .+ to the trash\?$/ });
  return { dialog, confirm: () => dialog.getByRole('button', { name: 'Move to trash' }).click() };
};
/** Videos that fail at once, because they aren't media files. */
const addVideos = async (...titles: string[]) => {
  const ids: string[] = [];
  for (const title of titles)
    ids.push(
      (await scene.client.uploadFile(new File([`Notes on ${title}.`], `${title}.txt`), { video: { title } })).id,
    );
  return ids;
};

test('a video that is moved to the trash by mistake is taken back from where it happened', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'unlisted' });
  const page = await signIn(scene.guest, scene.email);
  await page.goto(videoUrl());
  await page.getByRole('button', { name: 'Move to trash' }).click();
  const { dialog, confirm } = moveToTrash(page);
  await dialog.getByText('share links, embedded players and its public page stop working').waitFor();
  await dialog.getByText('It still counts as stored, and is deleted for good after 30 days').waitFor();
  await expectFitsBothWidths(page);
  await confirm();
  await page.waitForURL('**/videos');
  const toast = page.getByRole('alert').filter({ hasText: '“Lighthouse” is in the trash.' });
  await toast.waitFor();
  expect(await card(page, 'Lighthouse').count()).toBe(0);
  await expectFitsBothWidths(page);
  const watcher = await scene.guest.context.newPage();
  await watcher.goto(watchUrl(scene.id));
  await watcher.getByRole('heading', { name: /available/ }).waitFor();

  await toast.getByRole('button', { name: 'Undo' }).click();
  await card(page, 'Lighthouse').waitFor();
  await page.getByText('“Lighthouse” is back in your videos.').waitFor();
  await watcher.reload();
  await playInLoop(watcher);
  await card(page, 'Lighthouse').getByRole('link').first().click();
  expect((await playFrom(page, 1)).width).toBeGreaterThan(0);
});

test('on a phone, a video goes to the trash from its menu, is found there, and plays again when it is restored', async () => {
  const phone = await openVisitor(scene.browser, PHONE);
  const page = await signIn(phone, scene.email);
  await page.getByRole('button', { name: 'Actions for Lighthouse' }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await moveToTrash(page).confirm();
  await card(page, 'Lighthouse').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Account menu for/ }).click();
  await page.getByRole('menuitem', { name: 'Trash' }).click();
  await row(page, 'Lighthouse').getByText('Deleted for good in 30 days').waitFor();
  await expectFitsBothWidths(page);
  await row(page, 'Lighthouse').getByRole('link').click();
  await page.waitForURL(videoUrl());
  await page.getByText('This video is in the trash').waitFor();
  await expectFitsBothWidths(page);
  await page.getByRole('button', { name: 'Restore' }).click();
  expect((await playFrom(page, 1)).frames).toBeGreaterThan(0);
  expect(phone.errors).toEqual([]);
  await phone.context.close();
});

test('the trash follows what others delete and restore, and its videos are deleted for good one by one or all at once', async () => {
  const page = await signIn(scene.guest, scene.email);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Trash' }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await expectFitsBothWidths(page);
  const ids = await addVideos('Take 1', 'Take 2', 'Take 3', 'Take 4');
  for (const id of ids) await scene.client.videos.delete(id);
  await row(page, 'Take 4').waitFor();
  await scene.client.videos.restore(ids[3] ?? '');
  await row(page, 'Take 4').waitFor({ state: 'detached' });
  await row(page, 'Take 3').getByRole('button', { name: 'Restore Take 3' }).click();
  await row(page, 'Take 3').waitFor({ state: 'detached' });
  expect((await scene.client.videos.get(ids[2] ?? '')).title).toBe('Take 3');

  await page.getByRole('checkbox', { name: 'Select Take 1' }).check();
  await expectFitsBothWidths(page);
  await page.getByRole('toolbar', { name: 'Selection' }).getByRole('button', { name: 'Delete for good' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this video for good?' });
  await dialog.getByText('its source file, all outputs and its share links').waitFor();
  await expectFitsBothWidths(page);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await row(page, 'Take 1').waitFor({ state: 'detached' });
  await expect(scene.client.videos.getTrashed(ids[0] ?? '')).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });

  const { organizations } = await scene.client.auth.login({ email: scene.email, ...CREDENTIALS });
  const storage = await openUsage(page, organizations[0]?.id ?? '');
  await storage.getByText('16 B of it is in the trash (1 video).').waitFor();
  await expectFitsBothWidths(page);
  await storage.getByRole('link', { name: 'trash' }).click();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  const emptying = page.getByRole('dialog', { name: 'Empty the trash?' });
  await emptying.getByText('This deletes 1 video (16 B) for good').waitFor();
  await expectFitsBothWidths(page);
  await emptying.getByRole('button', { name: 'Empty trash' }).click();
  await page.getByRole('heading', { name: 'The trash is empty' }).waitFor();
  await expect(scene.client.videos.restore(ids[1] ?? '')).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
});

test('a viewer sees the trash, but can neither restore nor delete, and is told whom to ask', async () => {
  const [id = ''] = await addVideos('Secret');
  await scene.client.videos.delete(id);
  const viewer = await register();
  const { organizations } = await scene.client.auth.login({ email: scene.email, ...CREDENTIALS });
  const { body } = await viewer.call<{ id: string }>('GET', '/auth/me');
  await joinOrganization(body.id, organizations[0]?.id ?? '', 'viewer');
  const page = await signIn(scene.guest, viewer.email);
  await page.goto(`${webUrl}/videos/${id}`);
  await page.getByText('This video is in the trash').waitFor();
  const reason = page.getByText(`Restoring and deleting need the role Editor. Ask an owner or admin: ${scene.email}.`);
  await reason.waitFor();
  const actions = page.getByRole('main').getByRole('button');
  expect(await actions.count()).toBe(0);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Trash' }).click();
  await row(page, 'Secret').waitFor();
  await reason.waitFor();
  expect([await actions.count(), await page.getByRole('checkbox').count()]).toEqual([0, 0]);
  await expectFitsBothWidths(page);
});
