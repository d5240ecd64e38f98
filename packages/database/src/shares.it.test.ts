import { randomBytes } from 'node:crypto';
import type { ShareId } from '@media/core';
import { expect, test } from 'vitest';
import { newId, shareRepository } from './index.js';
import { useTestVideo } from './use-test-video.fixture.js';

const { database, video } = useTestVideo();

const DAY_MS = 24 * 3_600_000;

const add = async (expiresAt: Date | null): Promise<ShareId> => {
  const share = { videoId: video.videoId, sealedToken: '', passwordHash: null, allowDownload: false, expiresAt };
  const { id } = await shareRepository(database).create(video.actor, {
    ...{ ...share, id: newId<'ShareId'>(), tokenHash: randomBytes(32) },
  });
  return id;
};

test('only shares that expired long ago are pruned', async () => {
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
  const kept = [await add(null), await add(ago(-1)), await add(ago(29))];
  await add(ago(31));
  expect(await shareRepository(database).prune()).toBe(1);
  const { organizationId, videoId } = video;
  const left = await shareRepository(database).list(organizationId, videoId, 10);
  expect(left.map(({ id }) => id)).toEqual(kept.toReversed());
});
