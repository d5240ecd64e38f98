import type { Client } from '@media/sdk';
import type { Page } from 'playwright-core';
import type { Album } from './album.ts';
import type { Variant } from './variants.ts';

type Window = { page: Page; variant: Variant };
type Deps = { webUrl: string; album: Album };

/** A video that anyone can watch, and links to it. */
export type Shared = { id: string; lockedUrl: string };

const DESCRIPTION = `Along the ridge until the lights in the valley go on.

Route and map: https://example.org/ridge`;
const WEEK_MS = 7 * 86_400_000;

/** Describes and shares a video. */
export const shareVideo = async ({ videos, shares }: Client, id: string): Promise<Shared> => {
  await videos.update(id, { description: DESCRIPTION, visibility: 'unlisted' });
  const { url } = await shares.create(id, { password: 'seagull at noon', allowDownload: true });
  await shares.create(id, { expiresAt: new Date(Date.now() + WEEK_MS).toISOString() });
  return { id, lockedUrl: url ?? '' };
};

/** The share dialog of a member, and what people without an account see. */
export const takeSharingPages = async (
  { webUrl, album }: Deps,
  { page, variant }: Window,
  { id, lockedUrl }: Shared,
): Promise<void> => {
  await page.goto(`${webUrl}/videos/${id}`);
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('list', { name: 'Share links' }).waitFor();
  await album.take(page, 'share', variant);
  await page.getByRole('tab', { name: 'Embed' }).click();
  await page.getByRole('textbox', { name: 'Embed code' }).waitFor();
  await album.take(page, 'share-embed', variant);
  await page.goto(`${webUrl}/watch/${id}`);
  await page.locator('video').waitFor();
  await album.take(page, 'watch', variant);
  await page.goto(`${webUrl}/watch/${crypto.randomUUID()}`);
  await album.take(page, 'watch-unavailable', variant);
  await page.goto(lockedUrl);
  await page.getByRole('textbox', { name: 'Password' }).waitFor();
  await album.take(page, 'share-password', variant);
};
