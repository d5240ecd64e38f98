import { describe, expect, it } from 'vitest';
import { ERRORS } from '../errors/error-catalog.js';
import { makePlan, PLAN_LIMITS } from './make-plan.js';
import {
  audioStream,
  codeOf,
  constantPts,
  planOf,
  sourceProbe,
  timelineOf,
  totalWeight,
  videoOf,
  videoStream,
} from './plan.fixture.js';
import { RECIPES } from './recipe.js';
import { targetDurationSeconds } from './target-duration.js';

describe('chunks', () => {
  const minutes = (count: number, keyEvery = 60) =>
    videoOf(planOf(constantPts(count * 1800, { num: 30, den: 1 }), sourceProbe(), keyEvery)).chunks;
  const forSlots = (seconds: number, encodeSlots: number) => {
    const timeline = timelineOf(constantPts(seconds * 30, { num: 30, den: 1 }));
    return videoOf(makePlan(sourceProbe(), timeline, RECIPES.stream, { encodeSlots })).chunks;
  };

  it('start with one segment, then a few, so that a video plays early, and then last up to 60 seconds', () => {
    const [first, second, ...others] = minutes(20);
    expect(first).toMatchObject({ segmentStarts: [0], expectedFrames: 120, durationMs: 4000 });
    expect(second?.durationMs).toBeGreaterThanOrEqual(8000);
    expect(second?.durationMs).toBeLessThanOrEqual(16_000);
    for (const { durationMs } of others) {
      expect(durationMs).toBeGreaterThanOrEqual(26_000);
      expect(durationMs).toBeLessThanOrEqual(60_000);
    }
  });

  it('there is one for a few seconds of video, and there are two for up to a minute', () => {
    expect(videoOf(planOf(constantPts(135, { num: 30, den: 1 }))).chunks).toHaveLength(1);
    expect(minutes(1)).toHaveLength(2);
  });

  it('are shorter if encoders would otherwise idle, but not below 30 seconds', () => {
    const lengths = (seconds: number, slots: number) => forSlots(seconds, slots).map(({ durationMs }) => durationMs);
    expect(lengths(64, 1)).toHaveLength(2);
    expect(lengths(64, 2)).toEqual([4000, 28_000, 32_000]);
    expect(Math.min(...lengths(600, 64).slice(2, -1))).toBeGreaterThanOrEqual(28_000);
    expect(Math.max(...lengths(600, 64))).toBeLessThanOrEqual(40_000);
    // A long video has shorter chunks only at its end: no slot waits before that.
    const long = lengths(7200, 8);
    expect(Math.max(...long.slice(0, -8))).toBeGreaterThan(52_000);
    expect(Math.max(...long.slice(-4))).toBeLessThanOrEqual(40_000);
  });

  it('are evenly distributed over encoders, so that none waits for the last', () => {
    const rest = (seconds: number, slots: number) => forSlots(seconds, slots).slice(2);
    expect(rest(150, 1)).toHaveLength(3);
    expect(rest(150, 2)).toHaveLength(4);
    for (const { durationMs } of rest(150, 2)) expect(Math.abs(durationMs - 33_500)).toBeLessThanOrEqual(4_000);
    // One chunk for each of eight slots would be too short.
    expect(rest(110, 8)).toHaveLength(3);
  });

  it('get longer with the distance from the only key frame, so that little is decoded twice', () => {
    const chunks = minutes(60, 1_000_000);
    const wasted = chunks.slice(1).reduce((sum, { startMs }) => sum + startMs, 0);
    expect(wasted).toBeLessThan(60 * 60_000);
    expect(chunks.length).toBeLessThan(10);
  });

  it.each([
    ['seeks are inaccurate', sourceProbe({ seekable: false })],
    ['transparency has key frames of its own', sourceProbe({ video: videoStream({ decoder: 'libvpx' }) })],
  ])('are not split if %s', (_, probe) => {
    const plan = planOf(constantPts(9000, { num: 30, den: 1 }), probe);
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

describe('a plan', () => {
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
    [1365, 720, ['720p 1364x720', '480p 854x450', '360p 640x338']],
    [910, 480, ['480p 910x480', '360p 640x338']],
    [1366, 768, ['768p 1366x768', '480p 854x480', '360p 640x360']],
    [2048, 1080, ['1080p 2048x1080', '720p 1280x676', '480p 854x450', '360p 640x338']],
    [4096, 2160, ['1080p 1920x1012', '720p 1280x676', '480p 854x450', '360p 640x338']],
    [320, 180, ['180p 320x180']],
    [321, 181, ['180p 320x180']],
    [1, 1, ['2p 2x2']],
  ])('of %i x %i has the rungs that the source fills, largest first', (width, height, expected) => {
    expect(sizes(width, height)).toEqual(expected);
  });

  it('of an audio file with the recipe stream has HLS, DASH and an M4A, without a poster', () => {
    const { video: _, ...audioOnly } = sourceProbe({ container: 'mp3' });
    const plan = makePlan(audioOnly, undefined, RECIPES.stream);
    expect(plan.video).toBeUndefined();
    expect(plan.outputs.map(({ kind }) => kind)).toEqual(['hls', 'dash', 'audio']);
    expect(totalWeight(plan.weights)).toBe(10_000);
  });

  it('has an MP4 of the best rendition with every audio track', () => {
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

  it('with the recipe stream keeps the audio tracks of a disc with many languages', () => {
    const audios = Array.from({ length: 32 }, (_, index) => audioStream({ streamIndex: 1 + index }));
    const plan = planOf(constantPts(30, { num: 30, den: 1 }), sourceProbe({ audios }));
    expect(plan.audios).toHaveLength(32);
    expect(plan.warnings).toEqual([]);
  });

  it('with the recipe compress is at most 720p and never exceeds the bitrate of the source', () => {
    const probe = sourceProbe({ video: videoStream({ bitrateBps: 400_000 }) });
    const plan = makePlan(probe, timelineOf(constantPts(30, { num: 30, den: 1 })), RECIPES.compress);
    expect(videoOf(plan).renditions).toMatchObject([{ name: '720p', height: 720, maxBitrateBps: 400_000 }]);
  });

  it('is refused with the reason if the source lacks what the recipe needs', () => {
    const { video: _, ...audioOnly } = sourceProbe();
    const frames = timelineOf(constantPts(30, { num: 30, den: 1 }));
    const silent = sourceProbe({ audios: [] });
    const { audio: __, ...videoOnly } = RECIPES.stream;
    expect(codeOf(() => makePlan(silent, frames, RECIPES.audio))).toBe('SOURCE_NO_AUDIO');
    expect(codeOf(() => makePlan(audioOnly, undefined, videoOnly))).toBe('SOURCE_NO_VIDEO');
    expect(codeOf(() => makePlan({ ...audioOnly, audios: [] }, undefined, RECIPES.stream))).toBe('SOURCE_NO_VIDEO');
    expect(codeOf(() => makePlan(sourceProbe(), timelineOf([]), RECIPES.stream))).toBe('SOURCE_DAMAGED');
    expect(
      codeOf(() =>
        makePlan(sourceProbe({ video: videoStream({ width: 16_384, height: 8192 }) }), frames, RECIPES.stream),
      ),
    ).toBe('SOURCE_TOO_LARGE_PICTURE');
    expect(ERRORS.SOURCE_TOO_LARGE_PICTURE.text).toContain(`${PLAN_LIMITS.maxPixels / 1e6} megapixels`);
    expect(codeOf(() => makePlan({ ...audioOnly, durationMs: 13 * 3_600_000 }, undefined, RECIPES.audio))).toBe(
      'SOURCE_TOO_LONG',
    );
  });

  it('refuses Dolby Vision that other decoders show in wrong colors', () => {
    const probe = sourceProbe({ video: videoStream({ dolbyVisionOnly: 5 }) });
    expect(codeOf(() => planOf([0, 3000], probe))).toBe('SOURCE_UNSUPPORTED');
  });
});

describe('several recordings in one file', () => {
  const part = constantPts(90, { num: 30, den: 1 });

  it('are refused if their times start over, because their frames would alternate', () => {
    expect(codeOf(() => planOf([...part, ...part], sourceProbe(), 30))).toBe('SOURCE_UNSUPPORTED');
    expect(codeOf(() => planOf([...part, ...part], sourceProbe(), 90))).toBe('SOURCE_UNSUPPORTED');
  });

  it('are fine if their times continue', () => {
    expect(codeOf(() => planOf(constantPts(180, { num: 30, den: 1 }), sourceProbe(), 90))).toBeUndefined();
  });
});

it('a single frame is shown for as long as the audio lasts, whatever the container declares for it', () => {
  const audios = [audioStream({ endSeconds: 10 })];
  const still = sourceProbe({ audios, video: videoStream({ durationMs: 10_000 }) });
  expect(planOf([0], still)).toMatchObject({ durationMs: 10_000, video: { frameCount: 1 } });
  const cut = sourceProbe({ audios, video: videoStream({ durationMs: 10_000, frameCount: 300 }) });
  expect(codeOf(() => planOf([0], cut))).toBe('SOURCE_DAMAGED');
});

it('knows the longest segment before it exists', () => {
  expect(targetDurationSeconds(planOf(constantPts(1800, { num: 30_000, den: 1001 })), 'video')).toBeCloseTo(4.0374, 3);
  expect(targetDurationSeconds(planOf([0, 90_000, 12 * 90_000]), 'video')).toBeCloseTo(12.0333, 3);
});
