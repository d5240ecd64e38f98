import { join } from 'node:path';
import { makeClip, runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchRange, readMedia, readMultivariant } from './support/hls.ts';
import { measure } from './support/measure.ts';
import { PLAYERS } from './support/player.ts';
import { openPlayerFixture, type PlayerFixture } from './support/player-fixture.ts';
import { saveResponse } from './support/save-response.ts';

const SECONDS = 12;
const PASSWORD = 'seagull at noon';

let fixture: PlayerFixture;
let id: string;
beforeAll(async () => {
  fixture = await openPlayerFixture();
  id = await fixture.upload(await makeClip({ seconds: SECONDS, size: '640x360' }));
  // Viewers can begin while the video is being processed.
  await fixture.until(id, 'playable');
});
afterAll(() => fixture.close());

/** Creates a link and opens it without an account. */
const openLink = async (options: { password?: string; allowDownload?: boolean } = {}) => {
  const { shares, viewing } = fixture.client;
  const share = await shares.create(id, options);
  const view = await viewing.openShare(share.url?.split('#')[1] ?? '', options.password);
  return { share, view };
};
const codeOf = async (url: string | null | undefined): Promise<string> => {
  const response = await fetch(url ?? '');
  return response.ok ? 'ok' : (await response.json()).code;
};

test.each(PLAYERS)('%s plays the %s of a link to its end', async (name, link) => {
  const { view } = await openLink({ password: PASSWORD });
  await using player = await fixture.open(name);
  const { ended, durationSeconds, errors } = await player.playThrough(view[link] ?? '');
  // At 4× speed, the player can catch up with the encoder.
  const failures = errors.filter((error) => error !== 'bufferStalledError');
  expect({ ended, failures }).toEqual({ ended: true, failures: [] });
  expect(Math.abs(durationSeconds - SECONDS)).toBeLessThan(0.2);
});

test('after a revocation, only media that was already signed is left, and not for long', async () => {
  await fixture.until(id, 'completed');
  const { share, view } = await openLink({ allowDownload: true });
  const { variants } = readMultivariant(await (await fetch(view.hlsUrl ?? '')).text(), view.hlsUrl ?? '');
  const list = variants[0]?.uri ?? '';
  const [range] = readMedia(await (await fetch(list)).text(), list).ranges;
  if (!range) throw new Error('no segment');
  expect((await fetchRange(range)).byteLength).toBe(range.size);
  const validSeconds = Number(new URL(range.url).searchParams.get('X-Amz-Expires'));
  expect(validSeconds).toBeLessThanOrEqual(SECONDS + 1 + 15 * 60);

  const file = join(runDir(), 'shared.mp4');
  await saveResponse(await fetch(view.downloadUrl ?? ''), file);
  expect(await measure(file)).toMatchObject({ width: 640, height: 360, hasAudio: true });

  await fixture.client.shares.revoke(id, share.id);
  const addresses = [view.hlsUrl, view.dashUrl, view.downloadUrl, view.refreshUrl, list];
  expect(await Promise.all(addresses.map(codeOf))).toEqual(addresses.map(() => 'SHARE_GONE'));
});

test('a video can be watched by its address while it is unlisted', async () => {
  const { videos, viewing } = fixture.client;
  await expect(viewing.watch(id)).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
  await videos.update(id, { visibility: 'unlisted' });
  const { hlsUrl, dashUrl, refreshUrl, downloadUrl } = await viewing.watch(id);
  expect(downloadUrl).toBeUndefined();
  expect(await Promise.all([hlsUrl, dashUrl, refreshUrl].map(codeOf))).toEqual(['ok', 'ok', 'ok']);
  await videos.update(id, { visibility: 'private' });
  const ended = ['VIDEO_NOT_FOUND', 'VIDEO_NOT_FOUND', 'VIDEO_NOT_FOUND'];
  expect(await Promise.all([hlsUrl, dashUrl, refreshUrl].map(codeOf))).toEqual(ended);
});
