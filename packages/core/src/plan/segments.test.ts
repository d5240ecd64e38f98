import fc from 'fast-check';
import { expect, test } from 'vitest';
import { H264 } from '../codecs/h264.js';
import { decideClock } from './decide-clock.js';
import { constantPts, sourceProbe, timelineOf, videoStream } from './plan.fixture.js';
import { planChunks } from './plan-chunks.js';
import { MIN_SEGMENT_SECONDS } from './segment-lengths.js';

const RATES = [
  { num: 1, den: 5 },
  { num: 29, den: 10 },
  { num: 24, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 60_000, den: 1001 },
];

/** Frames at a constant rate, or after gaps of up to five seconds. */
const frames = fc.oneof(
  fc
    .record({ rate: fc.constantFrom(...RATES), seconds: fc.double({ min: 0.04, max: 90, noNaN: true }) })
    .map(({ rate, seconds }) => ({
      rate,
      pts: constantPts(Math.max(1, Math.round((seconds * rate.num) / rate.den)), rate),
    })),
  fc.array(fc.integer({ min: 1500, max: 450_000 }), { minLength: 1, maxLength: 200 }).map((gaps) => {
    let at = 0;
    return { rate: { num: 30, den: 1 }, pts: [0, ...gaps.map((gap) => (at += gap))] };
  }),
);
const source = fc.record({ frames, keyEvery: fc.constantFrom(1, 7, 48, 250), atKeys: fc.boolean() });

/** Where segments begin, and where the last one ends, in seconds. */
const segmentTimes = ({
  frames: { rate, pts },
  keyEvery,
  atKeys,
}: typeof source extends fc.Arbitrary<infer T> ? T : never) => {
  const probe = sourceProbe({ audios: [], video: videoStream({ frameRate: rate, averageFrameRate: rate }) });
  const timeline = timelineOf(pts, { keyEvery });
  const clock = decideClock(probe, timeline, 60);
  const chunks = planChunks(clock, timeline, { startSeconds: 0, seekable: true, encodeSlots: 2, atKeys, codec: H264 });
  return { chunks, clock, times: [...chunks.flatMap(({ segmentStarts }) => segmentStarts), clock.durationSeconds] };
};

test('no segment is shorter than a second unless it is the only one, and no frame is lost, wherever key frames are', () => {
  fc.assert(
    fc.property(source, (any) => {
      const { chunks, clock, times } = segmentTimes(any);
      const lengths = times.slice(1).map((end, index) => end - (times[index] ?? 0));
      if (lengths.length > 1) expect(Math.min(...lengths)).toBeGreaterThan(MIN_SEGMENT_SECONDS - 1e-5);
      expect(times[0]).toBe(0);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(clock.durationSeconds, 4);
      const inSegments = chunks.flatMap(({ segmentFrames }) => segmentFrames).reduce((sum, count) => sum + count, 0);
      expect(inSegments).toBe(clock.frameCount);
    }),
    { numRuns: 200 },
  );
});

test("a key frame just before a multiple of four seconds doesn't start a segment that would end immediately after it", () => {
  const pts = [0, 7.9, 8, 12, 16].map((seconds) => seconds * 90_000);
  const { times } = segmentTimes({ frames: { rate: { num: 30, den: 1 }, pts }, keyEvery: 1, atKeys: true });
  expect(times.slice(0, -1)).toEqual([0, 7.9, 12]);
});
