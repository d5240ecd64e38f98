import type { AudioTrack, Chunk, MediaSegment, Plan, VideoPlan } from '@media/core';
import { describe, expect, test } from 'vitest';
import { checkRows } from './check-rows.js';
import type { JobObject } from './job-track.js';

const chunk = (index: number, starts: number[]): Chunk => ({
  ...{ index, segmentStarts: starts, segmentFrames: starts.map(() => 100), firstFrame: (starts[0] ?? 0) * 25 },
  ...{ expectedFrames: starts.length * 100, startMs: (starts[0] ?? 0) * 1000, durationMs: starts.length * 4000 },
});
const plan = (kind: VideoPlan['clock']['kind'] = 'constant'): Pick<Plan, 'video' | 'audios' | 'durationMs'> => ({
  durationMs: 12_000,
  video: {
    clock: { kind, tick: { num: 1, den: 25 }, originPts: 0, sourceTimeBase: { num: 1, den: 12_800 } },
    frameRate: { num: 25, den: 1 },
    renditions: [{ name: '720p' }, { name: '360p' }],
    chunks: [chunk(0, [0]), chunk(1, [4, 8])],
  } as VideoPlan,
  audios: [{ name: 'a0', index: 0 } as AudioTrack],
});

const segments = (starts: number[], timescale: number, samples: number): MediaSegment[] =>
  starts.map((start, place) => ({
    ...{ offset: 700 + place * 5_000, size: 5_000, start: start * timescale, duration: 4 * timescale },
    ...{ samples, keyframeBytes: 900 },
  }));
const object = (kind: 'video' | 'audio', trackIndex: number, chunkIndex: number, starts: number[]): JobObject => {
  const timescale = kind === 'video' ? 12_800 : 48_000;
  return {
    ...{ taskId: `${kind} ${chunkIndex}`, kind, trackIndex, chunkIndex, key: `${kind} ${trackIndex} ${chunkIndex}` },
    ...{ sizeBytes: 20_000, initSize: 700, initHash: `init ${kind} ${trackIndex}`, codecs: 'c', timescale },
    segments: segments(starts, timescale, kind === 'video' ? 100 : 188),
  };
};
const good = (): JobObject[] => [
  ...[
    object('video', 0, 0, [0]),
    object('video', 0, 1, [4, 8]),
    object('video', 1, 0, [0]),
    object('video', 1, 1, [4, 8]),
  ],
  ...[object('audio', 0, 0, [0, 4]), object('audio', 0, 1, [8])],
];

type Change = (objects: JobObject[]) => unknown;
/** The faults that are found in the good rows after a change, with the object that causes each. */
const said = (change: Change, { kind = 'constant' as VideoPlan['clock']['kind'], damaged = [] as number[] } = {}) => {
  const objects = good();
  change(objects);
  const reported = { damaged: new Set(damaged), audioEnds: new Map([[0, 12 * 48_000]]) };
  const { faults } = checkRows(plan(kind), objects.filter(Boolean), reported);
  return faults.map(({ reason, object: blamed }) => (blamed ? `${reason}: ${blamed.key}` : reason));
};
const segmentOf = (objects: JobObject[], place: number, at = 0): MediaSegment => {
  const segment = objects[place]?.segments[at];
  if (!segment) throw new Error('no segment');
  return segment;
};

test('rows that match the plan have no faults', () => {
  expect(said(() => undefined)).toEqual([]);
  expect(said(() => undefined, { kind: 'variable' })).toEqual([]);
});

describe('a fault is found', () => {
  const cases: [string, Change, string[]][] = [
    ['a chunk is missing', (rows) => rows.splice(1, 1), ['chunks', 'renditions differ: video 1 1']],
    ['the first chunk is missing', (rows) => rows.splice(0, 1), ['pieces']],
    ['a track is missing', (rows) => rows.splice(4, 2), ['no objects']],
    ['an object is empty', (rows) => rows[1]?.segments.splice(0), ['no segments: video 0 1']],
    [
      'init segments differ',
      (rows) => Object.assign(rows[1] ?? {}, { initHash: 'x' }),
      ['initHash differs: video 0 1'],
    ],
    ['codecs differ', (rows) => Object.assign(rows[3] ?? {}, { codecs: 'x' }), ['codecs differs: video 1 1']],
    ['segments overlap', (rows) => (segmentOf(rows, 1, 1).offset -= 1), ['segments overlap: video 0 1']],
    ['a segment is beyond the end', (rows) => (segmentOf(rows, 1, 1).size += 9_999), ['segments overlap: video 0 1']],
    ['a frame is missing', (rows) => (segmentOf(rows, 0).samples -= 1), ['segment frames: video 0 0']],
    ['the audio has a gap at a boundary', (rows) => (segmentOf(rows, 4, 1).duration -= 1024), ['gap: audio 0 0']],
    [
      'the audio is too long',
      (rows) => (segmentOf(rows, 5).duration *= 2),
      ['audio too long: audio 0 1', 'audio end: audio 0 1'],
    ],
    ['the audio lacks its end', (rows) => (segmentOf(rows, 5).duration -= 1024), ['audio end: audio 0 1']],
    [
      'a segment begins a frame late',
      (rows) => (segmentOf(rows, 1).start += 512),
      ['segment start: video 0 1', 'gap: video 0 0', 'gap: video 0 1', 'renditions differ: video 1 1'],
    ],
    ['a segment ends a frame early at a boundary', (rows) => (segmentOf(rows, 0).duration -= 512), ['gap: video 0 0']],
    [
      'audio begins two frames after the video',
      (rows) => {
        for (const at of [4, 5]) for (const segment of rows[at]?.segments ?? []) segment.start += 0.08 * 48_000;
      },
      ['audio end: audio 0 1', 'begins late: audio 0 0'],
    ],
  ];
  test.each(cases)('if %s', (_, change, expected) => expect(said(change)).toEqual(expected));
});

test('only a chunk with decoding errors can lack frames', () => {
  const lacking: Change = (rows) => {
    for (const at of [1, 3]) segmentOf(rows, at).samples -= 7;
  };
  expect(said(lacking, { damaged: [1] })).toEqual([]);
  expect(said(lacking, { damaged: [0] })).toEqual(['segment frames: video 0 1', 'segment frames: video 1 1']);
});
