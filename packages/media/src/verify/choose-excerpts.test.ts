import { expect, test } from 'vitest';
import { chooseExcerpts, type Excerpt } from './choose-excerpts.js';
import type { JobObject, JobTrack } from './job-track.js';

const track = (kind: 'video' | 'audio', index: number, counts: number[]): JobTrack => ({
  kind,
  index,
  objects: counts.map((count, chunkIndex) => ({
    ...{
      kind,
      trackIndex: index,
      chunkIndex,
      key: `${kind} ${index} ${chunkIndex}`,
      taskId: 't',
      sizeBytes: 1,
      initSize: 1,
    },
    ...{ initHash: 'h', codecs: 'c', timescale: 1 },
    segments: Array.from({ length: count }, (_, at) => ({
      ...{ offset: at, size: 1, start: chunkIndex * 100 + at, duration: 1, samples: 100, keyframeBytes: 1 },
    })),
  })),
});
const choose = (tracks: JobTrack[], { seed = 'seed', copied = -1 } = {}) =>
  chooseExcerpts(tracks, { seed, isCopied: ({ kind, index }) => kind === 'video' && index === copied }).map(show);
const show = ({ parts, decoded, referencesOnly }: Excerpt<JobObject>) =>
  `${parts.map(({ object, segment }) => `${object.key}@${segment.start}`).join(' + ')}: ${decoded}${referencesOnly ? ' referred to' : ''}`;

const TRACKS = [track('video', 0, [1, 15]), track('video', 1, [1, 15]), track('audio', 0, [15])];

test('the start and both sides of every boundary are decoded in every rendition, with every frame in the smallest', () => {
  const excerpts = choose(TRACKS);
  expect(excerpts.slice(0, 6)).toEqual([
    'video 0 0@0: 8',
    'video 0 0@0: 100 referred to',
    'video 0 1@100: 8',
    'video 1 0@0: 8',
    'video 1 0@0 + video 1 1@100: 108',
    'audio 0 0@0: 100',
  ]);
  expect(excerpts).toHaveLength(8);
});

test('a copied rendition is decoded only after boundaries', () => {
  expect(choose(TRACKS, { copied: 0 }).slice(0, 3)).toEqual(['video 0 0@0: 8', 'video 0 1@100: 8', 'video 1 0@0: 8']);
});

test('audio in several pieces is decoded completely across every boundary', () => {
  expect(choose([track('audio', 0, [3, 3])])).toContain('audio 0 0@2 + audio 0 1@100: 200');
});

test('the seed decides which segments are sampled', () => {
  const long = [track('video', 0, [400])];
  const sampled = (seed: string) => choose(long, { seed }).slice(1);
  expect(sampled('plan 1')).toHaveLength(13);
  expect(sampled('plan 1')).toEqual(sampled('plan 1'));
  expect(sampled('plan 1')).not.toEqual(sampled('plan 2'));
});
