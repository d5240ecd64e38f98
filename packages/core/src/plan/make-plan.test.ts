import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import { collectTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import { audioStream, constantPts, sourceProbe, timelineOf, videoStream } from './plan.fixture.js';
import type { Plan, ProgressWeights, VideoPlan } from './plan.js';
import { fractionValue } from './rates.js';
import { RECIPES } from './recipe.js';

const planOf = (pts: number[], probe = sourceProbe(), keyEvery = 60): Plan =>
  makePlan(probe, timelineOf(pts, { keyEvery }), RECIPES.stream);
const videoOf = (plan: Plan): VideoPlan => {
  if (!plan.video) throw new Error('the plan has no video');
  return plan.video;
};
const total = ({ chunks, audios, ...rest }: ProgressWeights) =>
  [...Object.values(rest), ...chunks, ...audios].reduce((a, b) => a + b, 0);
const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
  return undefined;
};

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

  it('starts every segment and cuts every chunk at the time of a frame', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { plan, pts } = planAny(source);
        const { chunks, clock } = videoOf(plan);
        for (const [index, chunk] of chunks.entries()) {
          let frame = chunk.firstFrame;
          for (const [position, start] of chunk.segmentStarts.entries()) {
            const shown = ((pts[frame] ?? Number.NaN) - clock.originPts) / 90_000;
            expect(Math.abs(start - shown)).toBeLessThan(0.0011);
            frame += chunk.segmentFrames[position] ?? 0;
          }
          expect(chunk.startPts).toBe(index === 0 ? undefined : pts[chunk.firstFrame]);
          expect(chunk.endPts).toBe(chunks[index + 1]?.startPts);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('never makes more pixels than the source has, and only even sizes', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { renditions } = videoOf(planAny(source).plan);
        expect(renditions.length).toBeGreaterThan(0);
        expect(new Set(renditions.map(({ name }) => name)).size).toBe(renditions.length);
        for (const { width, height } of renditions) {
          expect(width).toBeLessThanOrEqual(Math.max(2, source.width));
          expect(height).toBeLessThanOrEqual(Math.max(2, source.height));
          expect([width % 2, height % 2]).toEqual([0, 0]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shares out exactly ten thousand basis points of progress', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        const { plan } = planAny(source);
        expect(total(plan.weights)).toBe(10_000);
        expect(plan.weights.chunks).toHaveLength(videoOf(plan).chunks.length);
        expect(plan.weights.audios).toHaveLength(plan.audios.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('chunks', () => {
  const minutes = (count: number, keyEvery = 60) =>
    videoOf(planOf(constantPts(count * 1800, { num: 30, den: 1 }), sourceProbe(), keyEvery)).chunks;

  it('begin with one segment, so that a video plays early, and then last 30 to 60 seconds', () => {
    const [first, ...others] = minutes(20);
    expect(first).toMatchObject({ segmentStarts: [0], expectedFrames: 120, durationMs: 4000 });
    for (const { durationMs } of others) {
      expect(durationMs).toBeGreaterThanOrEqual(30_000);
      expect(durationMs).toBeLessThanOrEqual(60_000);
    }
  });

  it('are one for a few seconds and two up to a minute', () => {
    expect(videoOf(planOf(constantPts(135, { num: 30, den: 1 }))).chunks).toHaveLength(1);
    expect(minutes(1)).toHaveLength(2);
  });

  it('grow with the distance to the only key frame, so that little is decoded twice', () => {
    const chunks = minutes(60, 1_000_000);
    const wasted = chunks.slice(1).reduce((sum, { startMs }) => sum + startMs, 0);
    expect(wasted).toBeLessThan(60 * 60_000);
    expect(chunks.length).toBeLessThan(10);
  });

  it('are one where a seek cannot be trusted', () => {
    const plan = planOf(constantPts(9000, { num: 30, den: 1 }), sourceProbe({ seekable: false }));
    expect(videoOf(plan).chunks).toHaveLength(1);
  });

  it('of three hours at 60 frames per second stay small enough to store', () => {
    const probe = sourceProbe({
      video: videoStream({ frameRate: { num: 60, den: 1 }, averageFrameRate: { num: 60, den: 1 } }),
    });
    const plan = planOf(constantPts(648_000, { num: 60, den: 1 }), probe);
    expect(JSON.stringify(plan).length).toBeLessThan(200_000);
  });
});

describe('the clock', () => {
  const clockOf = (pts: number[], probe = sourceProbe()) => videoOf(planOf(pts, probe)).clock.kind;

  it('is constant for frames rounded to whole milliseconds', () => {
    const pts = Array.from({ length: 3000 }, (_, index) => Math.round((index * 1001) / 30) * 90);
    const video = videoStream({ frameRate: { num: 30_000, den: 1001 }, averageFrameRate: { num: 30_000, den: 1001 } });
    expect(clockOf(pts, sourceProbe({ video }))).toBe('constant');
  });

  it('is variable when a single frame is missing', () => {
    expect(clockOf(constantPts(300, { num: 30, den: 1 }).filter((_, index) => index !== 100))).toBe('variable');
  });

  it('is resampled when two frames share a time, at the rate the source claims', () => {
    const pts = constantPts(300, { num: 30, den: 1 });
    const video = videoOf(planOf([...pts, pts[7] ?? 0]));
    expect(video.clock.kind).toBe('resampled');
    expect(video.frameRate).toEqual({ num: 30, den: 1 });
    expect(video.chunks.at(-1)?.endPts).toBe(video.frameCount);
  });

  it('is resampled when packets have no time, and then the video is one chunk', () => {
    const timeline = collectTimeline({ num: 1, den: 25 });
    for (let index = 0; index < 250; index += 1)
      timeline.add({ ...(index % 3 === 0 && { pts: index }), isKey: index === 0, isDiscarded: false });
    const plan = makePlan(
      sourceProbe({ video: videoStream({ averageFrameRate: { num: 25, den: 1 } }) }),
      timeline.finish(),
      RECIPES.stream,
    );
    expect(videoOf(plan).clock.kind).toBe('resampled');
    expect(videoOf(plan)).toMatchObject({ frameCount: 250, chunks: [{ expectedFrames: 250 }] });
  });

  it('halves a rate above sixty', () => {
    const video = videoStream({ frameRate: { num: 120, den: 1 }, averageFrameRate: { num: 120, den: 1 } });
    const plan = videoOf(planOf(constantPts(1200, { num: 120, den: 1 }), sourceProbe({ video })));
    expect(plan).toMatchObject({ clock: { kind: 'resampled' }, frameRate: { num: 60, den: 1 }, frameCount: 600 });
  });

  it('leaves out what an edit list cuts away', () => {
    const timeline = collectTimeline({ num: 1, den: 90_000 });
    for (const [index, pts] of constantPts(90, { num: 30, den: 1 }, -90_000).entries())
      timeline.add({ pts, isKey: index === 0, isDiscarded: pts < 0 });
    expect(videoOf(makePlan(sourceProbe(), timeline.finish(), RECIPES.stream))).toMatchObject({
      frameCount: 60,
      clock: { originPts: 0 },
    });
  });

  it('shows the first frame from the start of sound that begins long before it', () => {
    const plan = planOf(constantPts(90, { num: 30, den: 1 }, 63_000));
    expect(videoOf(plan)).toMatchObject({
      frameCount: 90,
      durationMs: 3700,
      clock: { kind: 'variable', originPts: 0, heldPts: 63_000 },
    });
    expect(plan.audios[0]?.originSeconds).toBe(0);
  });

  it('keeps two frames five hours apart two frames', () => {
    const plan = videoOf(planOf([0, 18_000 * 90_000]));
    expect(plan).toMatchObject({ frameCount: 2, clock: { kind: 'variable' } });
  });

  it('refuses a gap of ten hours, and to fill it frame by frame', () => {
    expect(codeOf(() => planOf([0, 36_000 * 90_000]))).toBe('SOURCE_DAMAGED');
    expect(codeOf(() => planOf([0, 0, 36_000 * 90_000]))).toBe('SOURCE_DAMAGED');
  });

  it('refuses a file that was cut off long before the end it announces', () => {
    const video = videoStream({ durationMs: 35_000 });
    expect(codeOf(() => planOf(constantPts(6, { num: 12, den: 1 }), sourceProbe({ video })))).toBe('SOURCE_DAMAGED');
  });

  it('forbids reordering where frames are seconds apart', () => {
    const regular = constantPts(300, { num: 30, den: 1 });
    expect(videoOf(planOf(regular)).reorder).toBe(true);
    expect(videoOf(planOf(regular.filter((_, index) => index < 50 || index > 110))).reorder).toBe(false);
  });

  it('gives a single frame the length the source claims for it', () => {
    const timeline = collectTimeline({ num: 1, den: 90_000 });
    timeline.add({ pts: 500, durationTicks: 3600, isKey: true, isDiscarded: false });
    const video = videoOf(makePlan(sourceProbe({ audios: [] }), timeline.finish(), RECIPES.stream));
    expect(video).toMatchObject({
      frameCount: 1,
      clock: { originPts: 500 },
      chunks: [{ segmentStarts: [0], segmentFrames: [1] }],
    });
    expect(fractionValue(video.frameRate)).toBe(30);
  });
});

describe('what is made', () => {
  const sizes = (width: number, height: number) =>
    videoOf(
      planOf(constantPts(30, { num: 30, den: 1 }), sourceProbe({ video: videoStream({ width, height }) })),
    ).renditions.map((r) => `${r.name} ${r.width}x${r.height}`);

  it.each([
    [1920, 1080, ['1080p 1920x1080', '720p 1280x720', '480p 854x480', '360p 640x360']],
    [1080, 1920, ['1080p 1080x1920', '720p 720x1280', '480p 480x854', '360p 360x640']],
    [3840, 2160, ['1080p 1920x1080', '720p 1280x720', '480p 854x480', '360p 640x360']],
    [1920, 800, ['1080p 1920x800', '720p 1280x534', '480p 854x356', '360p 640x266']],
    [1600, 900, ['900p 1600x900', '720p 1280x720', '480p 854x480', '360p 640x360']],
    [853, 480, ['480p 852x480', '360p 640x360']],
    [320, 180, ['180p 320x180']],
    [321, 181, ['180p 320x180']],
    [1, 1, ['2p 2x2']],
  ])('of %i x %i is the ladder it fills, largest first', (width, height, expected) => {
    expect(sizes(width, height)).toEqual(expected);
  });

  it('of a sound file by the recipe stream is HLS and an M4A, without a poster', () => {
    const { video: _, ...sound } = sourceProbe({ container: 'mp3' });
    const plan = makePlan(sound, undefined, RECIPES.stream);
    expect(plan.video).toBeUndefined();
    expect(plan.outputs.map(({ kind }) => kind)).toEqual(['hls', 'audio']);
    expect(total(plan.weights)).toBe(10_000);
  });

  it('is an MP4 of the best rendition with every sound track in it', () => {
    const audios = [
      audioStream({ language: 'deu', default: false }),
      audioStream({ streamIndex: 2, language: 'eng' }),
      audioStream({ streamIndex: 3, language: 'eng', default: false }),
    ];
    const plan = planOf(constantPts(30, { num: 30, den: 1 }), sourceProbe({ audios }));
    expect(plan.outputs.find(({ kind }) => kind === 'mp4')).toEqual({
      kind: 'mp4',
      name: 'video.mp4',
      rendition: '1080p',
      audios: ['a0', 'a1', 'a2'],
    });
    expect(plan.audios.map(({ label, default: chosen }) => [label, chosen])).toEqual([
      ['eng', true],
      ['deu', false],
      ['eng (3)', false],
    ]);
  });

  it('by the recipe compress is at most 720p and never needs more bits than the source', () => {
    const probe = sourceProbe({ video: videoStream({ bitrateBps: 400_000 }) });
    const plan = makePlan(probe, timelineOf(constantPts(30, { num: 30, den: 1 })), RECIPES.compress);
    expect(videoOf(plan).renditions).toMatchObject([{ name: '720p', height: 720, maxBitrateBps: 400_000 }]);
  });

  it('is nothing, with the reason, of a source that lacks what the recipe needs', () => {
    const { video: _, ...sound } = sourceProbe();
    const frames = timelineOf(constantPts(30, { num: 30, den: 1 }));
    const silent = sourceProbe({ audios: [] });
    const { audio: __, ...pictureOnly } = RECIPES.stream;
    expect(codeOf(() => makePlan(silent, frames, RECIPES.audio))).toBe('SOURCE_NO_AUDIO');
    expect(codeOf(() => makePlan(sound, undefined, pictureOnly))).toBe('SOURCE_NO_VIDEO');
    expect(codeOf(() => makePlan({ ...sound, audios: [] }, undefined, RECIPES.stream))).toBe('SOURCE_NO_VIDEO');
    expect(codeOf(() => makePlan(sourceProbe(), timelineOf([]), RECIPES.stream))).toBe('SOURCE_DAMAGED');
    expect(
      codeOf(() =>
        makePlan(sourceProbe({ video: videoStream({ width: 16_384, height: 8192 }) }), frames, RECIPES.stream),
      ),
    ).toBe('SOURCE_TOO_LARGE_PICTURE');
    expect(codeOf(() => makePlan({ ...sound, durationMs: 13 * 3_600_000 }, undefined, RECIPES.audio))).toBe(
      'SOURCE_TOO_LONG',
    );
  });
});
