import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audioStream, constantPts, planOf, sourceProbe, totalWeight, videoOf, videoStream } from './plan.fixture.js';

const rate = fc.constantFrom(
  { num: 24, den: 1 },
  { num: 25, den: 1 },
  { num: 30_000, den: 1001 },
  { num: 60, den: 1 },
  { num: 5, den: 1 },
);
const constant = fc
  .record({ rate, count: fc.integer({ min: 1, max: 12_000 }), first: fc.integer({ min: -9000, max: 9_000_000 }) })
  .map(({ rate, count, first }) => ({ rate, pts: constantPts(count, rate, first) }));
const variable = fc.array(fc.integer({ min: 1500, max: 40_000 }), { minLength: 1, maxLength: 2500 }).map((gaps) => {
  let at = 0;
  return { rate: { num: 30, den: 1 }, pts: gaps.map((gap) => (at += gap)) };
});
const anySource = fc.record({
  frames: fc.oneof(constant, variable),
  keyEvery: fc.constantFrom(1, 48, 250, 100_000),
  width: fc.integer({ min: 1, max: 4096 }),
  height: fc.integer({ min: 1, max: 2304 }),
  audios: fc.integer({ min: 0, max: 10 }),
  seekable: fc.boolean(),
});

const planAny = ({
  frames,
  keyEvery,
  width,
  height,
  audios,
  seekable,
}: typeof anySource extends fc.Arbitrary<infer T> ? T : never) => {
  const tracks = Array.from({ length: audios }, (_, index) =>
    audioStream({ streamIndex: index + 1, startSeconds: (frames.pts[0] ?? 0) / 90_000 }),
  );
  const probe = sourceProbe({
    seekable,
    audios: tracks,
    video: videoStream({ width, height, frameRate: frames.rate, averageFrameRate: frames.rate }),
  });
  return { plan: planOf(frames.pts, probe, keyEvery), pts: frames.pts };
};

const WIDE = {
  frames: { rate: { num: 24, den: 1 }, pts: [0] },
  keyEvery: 1,
  width: 973,
  height: 361,
  audios: 0,
  seekable: false,
};

describe('a plan of any source', () => {
  it('puts every frame into exactly one segment of exactly one chunk', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { plan, pts } = planAny(source);
        const { chunks, frameCount } = videoOf(plan);
        expect(frameCount).toBe(pts.length);
        let next = 0;
        for (const chunk of chunks) {
          expect(chunk.firstFrame).toBe(next);
          expect(chunk.segmentFrames.reduce((a, b) => a + b, 0)).toBe(chunk.expectedFrames);
          expect(Math.min(...chunk.segmentFrames)).toBeGreaterThan(0);
          next += chunk.expectedFrames;
        }
        expect(next).toBe(frameCount);
      }),
      { numRuns: 60 },
    );
  });

  it('starts segments and cuts chunks only at the times of frames', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { plan, pts } = planAny(source);
        const { chunks, clock } = videoOf(plan);
        for (const chunk of chunks) {
          const { firstFrame, expectedFrames, warmUpFrames = 0, lookAheadFrames = 0 } = chunk;
          let frame = chunk.firstFrame;
          for (const [position, start] of chunk.segmentStarts.entries()) {
            const shown = ((pts[frame] ?? Number.NaN) - clock.originPts) / 90_000;
            expect(Math.abs(start - shown)).toBeLessThan(0.0011);
            frame += chunk.segmentFrames[position] ?? 0;
          }
          const [from, to] = [firstFrame - warmUpFrames, firstFrame + expectedFrames + lookAheadFrames];
          expect(chunk.startPts).toBe(from === 0 ? undefined : pts[from]);
          expect(chunk.endPts).toBe(pts[to]);
          expect([warmUpFrames, lookAheadFrames]).toEqual([Math.min(16, firstFrame), Math.min(10, pts.length - frame)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never upscales, makes only even sizes, and keeps the aspect ratio within a pixel', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { renditions } = videoOf(planAny(source).plan);
        expect(renditions.length).toBeGreaterThan(0);
        expect(new Set(renditions.map(({ name }) => name)).size).toBe(renditions.length);
        for (const { width, height } of renditions) {
          expect(width).toBeLessThanOrEqual(Math.max(2, source.width));
          expect(height).toBeLessThanOrEqual(Math.max(2, source.height));
          expect([width % 2, height % 2]).toEqual([0, 0]);
          const { width: sourceWidth, height: sourceHeight } = source;
          const excess = [width - (height * sourceWidth) / sourceHeight, height - (width * sourceHeight) / sourceWidth];
          // A side can't be shorter than two pixels.
          if (Math.min(width, height) > 2) expect(Math.min(...excess.map(Math.abs))).toBeLessThanOrEqual(1.001);
        }
      }),
      // Regression: the native size of a very wide video has the same name as a rung that it fills.
      { numRuns: 100, examples: [[WIDE]] },
    );
  });

  it('distributes exactly 10,000 basis points of progress', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { plan } = planAny(source);
        expect(totalWeight(plan.weights)).toBe(10_000);
        expect(plan.weights.chunks).toHaveLength(videoOf(plan).chunks.length);
        expect(plan.weights.audios).toHaveLength(plan.audios.length);
      }),
      { numRuns: 60 },
    );
  });
});
