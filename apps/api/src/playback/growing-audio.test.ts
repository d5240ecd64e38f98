import type { MediaObject } from '@media/core';
import { renderMediaPlaylist } from '@media/media/playlists';
import { expect, test } from 'vitest';
import { PLAN } from '../fixtures/plan.js';
import { toMediaPlaylist } from './to-media-playlist.js';

const AS_NEW = { isFollowed: false, now: new Date() };
const SEGMENT_TICKS = 192_512;
/** Segments per published piece of audio: two, then fifteen. The last piece is short. */
const LENGTHS = [2, 15, 15, 3];

const pieceAt = (chunkIndex: number): MediaObject => {
  const first = LENGTHS.slice(0, chunkIndex).reduce((sum, length) => sum + length, 0);
  const isLast = chunkIndex === LENGTHS.length - 1;
  const length = LENGTHS[chunkIndex] ?? 0;
  return {
    ...{ kind: 'audio', trackIndex: 0, chunkIndex, key: `a0-${chunkIndex}.mp4`, sizeBytes: 10_000, initSize: 700 },
    ...{ initHash: 'h', codecs: 'mp4a.40.2', timescale: 48_000 },
    segments: Array.from({ length }, (_, place) => ({
      ...{ offset: 700 + place * 100, size: 100, start: (first + place) * SEGMENT_TICKS },
      duration: isLast && place === length - 1 ? 5_000 : SEGMENT_TICKS,
      ...{ samples: 188, keyframeBytes: 10 },
    })),
  };
};

const listOf = async (pieces: number, isGrowing: boolean): Promise<string[]> => {
  const objects = Array.from({ length: pieces }, (_, index) => pieceAt(index));
  const playable = { plan: PLAN, objects, isGrowing, isPublished: false, texts: [], completedAt: null };
  const track = { kind: 'audio', trackIndex: 0 } as const;
  const playlist = await toMediaPlaylist(playable, track, async (key) => `https://s3/${key}`, AS_NEW);
  return renderMediaPlaylist(playlist).trim().split('\n');
};

test('the playlist of an audio track only grows, and its target duration stays the same', async () => {
  let before = await listOf(1, true);
  expect(before).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(before).toContain('#EXT-X-TARGETDURATION:5');
  for (let pieces = 2; pieces <= LENGTHS.length; pieces += 1) {
    const now = await listOf(pieces, true);
    expect(now.length).toBeGreaterThan(before.length);
    expect(now.slice(0, before.length)).toEqual(before);
    before = now;
  }
});

test('the playlist ends with the job, not with the last piece, and uses one init segment for all pieces', async () => {
  const growing = await listOf(LENGTHS.length, true);
  const ended = await listOf(LENGTHS.length, false);
  expect(growing).not.toContain('#EXT-X-ENDLIST');
  expect(ended.at(-1)).toBe('#EXT-X-ENDLIST');
  expect(ended.filter((line) => line.startsWith('#EXT-X-MAP'))).toHaveLength(1);
  expect(ended.filter((line) => line.startsWith('#EXTINF'))).toHaveLength(35);
});

test('a last frame of several minutes does not raise the target duration while the playlist grows', async () => {
  const { video } = PLAN;
  if (!video) throw new Error('no video');
  const plan = { ...PLAN, video: { ...video, durationMs: 316_000 } };
  const [first] = video.chunks;
  const object = { ...pieceAt(0), kind: 'video' as const };
  const targetOf = async (isGrowing: boolean): Promise<string | undefined> => {
    const playable = { plan, objects: [object], isGrowing, isPublished: false, texts: [], completedAt: null };
    const list = await toMediaPlaylist(
      playable,
      { kind: 'video', trackIndex: 0 },
      async (key) => `https://s3/${key}`,
      AS_NEW,
    );
    return /#EXT-X-TARGETDURATION:(\d+)/.exec(renderMediaPlaylist(list))?.[1];
  };
  expect(first?.segmentStarts).toEqual([0]);
  expect([await targetOf(true), await targetOf(false)]).toEqual(['4', '300']);
});
