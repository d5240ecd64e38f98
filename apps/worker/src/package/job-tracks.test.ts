import { endSecondsOf, type TaskId } from '@media/core';
import type { JobObject } from '@media/database';
import { expect, test } from 'vitest';
import { AUDIO_PLAN } from '../audio-plan.fixture.js';
import { jobTracks } from './job-tracks.js';

const TIMESCALE = 48_000;
const encoded = { trackIndex: 0, pieceCount: 2, endTicks: 12 * TIMESCALE };

/** A piece of audio with one segment between these seconds. */
const piece = (chunkIndex: number, from: number, to: number, initHash = 'h'): JobObject => ({
  taskId: 'task' as TaskId,
  ...{ kind: 'audio', trackIndex: 0, chunkIndex, key: `a0-${chunkIndex}`, sizeBytes: 100, initSize: 10, initHash },
  ...{ codecs: 'mp4a.40.2', timescale: TIMESCALE },
  segments: [
    {
      ...{ offset: 10, size: 90, start: from * TIMESCALE, duration: (to - from) * TIMESCALE },
      ...{ samples: 1, keyframeBytes: 9 },
    },
  ],
});
const audioOf = (...objects: JobObject[]) => jobTracks(AUDIO_PLAN, objects, [encoded]).audios[0];
const refusal = (reason: string) =>
  expect.objectContaining({ code: 'OUTPUT_WRONG', details: expect.objectContaining({ reason }) });

test('an audio track has all its pieces in time order', () => {
  const audio = audioOf(piece(1, 8, 12), piece(0, 0, 8));
  expect(audio?.objects.map(({ chunkIndex }) => chunkIndex)).toEqual([0, 1]);
  expect(audio && endSecondsOf(audio)).toBe(12);
});

test.each([
  ['its last piece is missing', [piece(0, 0, 12)], 'pieces'],
  ['there is an extra piece', [piece(0, 0, 8), piece(1, 8, 12), piece(2, 12, 13)], 'pieces'],
  ['a segment is missing between two pieces', [piece(0, 0, 7), piece(1, 8, 12)], 'gap'],
  ['pieces overlap', [piece(0, 0, 9), piece(1, 8, 12)], 'gap'],
  ['it ends too early', [piece(0, 0, 8), piece(1, 8, 11)], 'end'],
  ['its pieces come from different encoders', [piece(0, 0, 8), piece(1, 8, 12, 'other')], 'init segments differ'],
])('an audio track is rejected when %s', (_, objects, reason) => {
  expect(() => audioOf(...objects)).toThrow(refusal(reason));
});

test('an audio track without a task result is rejected', () => {
  expect(() => jobTracks(AUDIO_PLAN, [piece(0, 0, 12)], [])).toThrow(refusal('no audio'));
});
