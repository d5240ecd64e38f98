import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@media/sdk';
import { runDir } from '@media/testkit';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { CREDENTIALS, register } from './support/api.ts';
import { expectFitsBothWidths } from './support/expect-fits-both-widths.ts';
import { joinOrganization } from './support/join-organization.ts';
import { card } from './support/library-page.ts';
import { product, useOwnProduct } from './support/product.ts';
import { playerIn, useSharedVideo, watchUrl } from './support/shared-video.ts';
import { submitCredentials, type Visitor } from './support/visitor.ts';

useOwnProduct();
const scene = useSharedVideo();

const openAs = async ({ page }: Visitor, email: string): Promise<Page> => {
  await page.goto(`${product().webUrl}/sign-in`);
  await submitCredentials(page, 'Sign in', email);
  await page.goto(`${product().webUrl}/videos/${scene.id}`);
  await page.getByRole('heading', { name: 'Lighthouse' }).waitFor();
  return page;
};

const openDialog = async (page: Page, tab?: string) => {
  await page.getByRole('button', { name: 'Change poster' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change poster' });
  if (tab) await dialog.getByRole('tab', { name: tab }).click();
  return dialog;
};

/** Without the signature, which changes by itself. */
const pathOf = (url: string | null | undefined): string => new URL(url ?? '').pathname;
const posterOf = async () => {
  const { outputs, poster } = await scene.client.videos.get(scene.id);
  return { ...poster, path: pathOf(outputs.find(({ kind }) => kind === 'poster')?.url) };
};

/** Expects the poster that the API names in the library and on the public page, and that it loads. */
const expectShown = async (page: Page, path: string): Promise<void> => {
  await page.getByRole('link', { name: 'All videos' }).first().click();
  const image = card(page, 'Lighthouse').locator('img').first();
  await expect.poll(async () => pathOf(await image.getAttribute('src'))).toBe(path);
  await expect.poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(640);
  await page.goto(watchUrl(scene.id));
  await playerIn(page).waitFor();
  expect(pathOf(await playerIn(page).getAttribute('poster'))).toBe(path);
};

test('an editor chooses a moment with mouse and keyboard, and everybody sees it', async () => {
  await scene.client.videos.update(scene.id, { visibility: 'unlisted' });
  const before = await posterOf();
  expect(before).toMatchObject({ kind: 'automatic', status: 'ready' });
  const page = await openAs(scene.guest, scene.email);
  const dialog = await openDialog(page);
  const seconds = () => dialog.locator('video').evaluate((element: HTMLVideoElement) => element.currentTime);
  await dialog.getByRole('group', { name: 'Suggested moments' }).getByRole('button', { name: '0:06.0' }).click();
  const slider = dialog.getByRole('slider', { name: 'Moment in the video' });
  /** The moment that the slider tells, once the frame of this moment is shown. */
  const shownMs = async (): Promise<number> => {
    const atMs = Number(await slider.getAttribute('aria-valuenow'));
    await expect.poll(seconds).toBeCloseTo(atMs / 1_000, 2);
    return atMs;
  };
  const suggested = await shownMs();
  expect(Math.round(suggested / 1_000)).toBe(6);
  await expectFitsBothWidths(page);
  await slider.press('ArrowRight');
  const moved = await shownMs();
  expect(moved).toBeGreaterThan(suggested);
  await dialog.getByRole('button', { name: 'Next frame' }).press('Enter');
  const atMs = await shownMs();
  expect(atMs - moved).toBe(33);
  await dialog.getByRole('button', { name: 'Use this frame' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const chosen = await posterOf();
  expect(chosen).toMatchObject({ kind: 'moment', atMs, status: 'ready' });
  expect(chosen.path).not.toBe(before.path);
  await expect.poll(async () => pathOf(await playerIn(page).getAttribute('poster'))).toBe(chosen.path);
  expect(await page.getByRole('button', { name: 'Play the new version' }).count()).toBe(0);
  await expectShown(page, chosen.path);
});

test('a picture becomes the poster, a damaged one is explained, and automatic returns', async () => {
  const picture = join(runDir(), 'poster.png');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=teal:s=800x450', '-frames:v', '1', picture]);
  const damaged = join(runDir(), 'damaged.png');
  writeFileSync(damaged, 'not a picture');
  const page = await openAs(scene.guest, scene.email);
  const before = await posterOf();
  const dialog = await openDialog(page, 'Picture');
  const pick = async (path: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      dialog.getByRole('button', { name: /^Choose (another )?picture$/ }).click(),
    ]);
    await chooser.setFiles(path);
  };
  await pick(damaged);
  await dialog.getByRole('button', { name: 'Use this picture' }).click();
  await dialog.getByText("The picture can't be read.").waitFor();
  await expectFitsBothWidths(page);
  expect((await posterOf()).path).toBe(before.path);
  await pick(picture);
  await dialog.getByRole('button', { name: 'Use this picture' }).click();
  await dialog.waitFor({ state: 'hidden' });
  const chosen = await posterOf();
  expect(chosen).toMatchObject({ kind: 'picture', status: 'ready' });
  expect(chosen.path).not.toBe(before.path);

  const again = await openDialog(page, 'Automatic');
  await expectFitsBothWidths(page);
  await again.getByRole('tab', { name: 'Automatic' }).press('Escape');
  await again.waitFor({ state: 'hidden' });
  await expectShown(page, chosen.path);
  await page.goto(`${product().webUrl}/videos/${scene.id}`);
  const last = await openDialog(page, 'Automatic');
  await last.getByRole('button', { name: 'Use automatic poster' }).click();
  await last.waitFor({ state: 'hidden' });
  expect(await posterOf()).toMatchObject({ kind: 'automatic', status: 'ready' });
});

test("a viewer can't change the poster", async () => {
  const { email } = await register();
  const session = createClient({ baseUrl: product().apiUrl });
  const viewer = await session.auth.login({ email, ...CREDENTIALS });
  const { items } = await scene.client.organizations.list();
  await joinOrganization(viewer.id, items[0]?.id ?? '', 'viewer');
  const page = await openAs(scene.guest, email);
  await page.getByRole('button', { name: 'Share' }).waitFor();
  expect(await page.getByRole('button', { name: 'Change poster' }).count()).toBe(0);
});
