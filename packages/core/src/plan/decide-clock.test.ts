import { describe, expect, it } from 'vitest';
import { collectTimeline } from './frame-timeline.js';
import { makePlan } from './make-plan.js';
import {
  audioStream,
  codeOf,
  constantPts,
  planOf,
  sourceProbe,
  timelineOf,
  videoOf,
  videoStream,
} from './plan.fixture.js';
import { fractionValue } from './rates.js';
import { RECIPES } from './recipe.js';
import type { AudioStream } from './source-probe.js';

describe('the clock', () => {
  const clockOf = (pts: number[], probe = sourceProbe()) => videoOf(planOf(pts, probe)).clock.kind;

  it('is constant for frames rounded to whole milliseconds', () => {
    const pts = Array.from({ length: 3000 }, (_, index) => Math.round((index * 1001) / 30) * 90);
    const video = videoStream({ frameRate: { num: 30_000, den: 1001 }, averageFrameRate: { num: 30_000, den: 1001 } });
    expect(clockOf(pts, sourceProbe({ video }))).toBe('constant');
  });

  it('is constant at 60 frames per second although rounding makes a short video seem faster and the container declares more', () => {
    const pts = Array.from({ length: 90 }, (_, index) => Math.round((index * 1000) / 60) * 90);
    const declared = { num: 125, den: 2 };
    const video = videoStream({ frameRate: declared, averageFrameRate: declared });
    expect(videoOf(planOf(pts, sourceProbe({ video })))).toMatchObject({
      ...{ clock: { kind: 'constant' }, frameRate: { num: 60, den: 1 }, frameCount: 90 },
    });
  });

  it('is variable when a single frame is missing', () => {
    expect(clockOf(constantPts(300, { num: 30, den: 1 }).filter((_, index) => index !== 100))).toBe('variable');
  });

  it('is resampled when two frames share a time, at the rate the source claims', () => {
    const pts = constantPts(300, { num: 30, den: 1 });
    const video = videoOf(planOf([...pts.slice(0, 8), ...pts.slice(7)]));
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

  it('leaves out frames that an edit list removes', () => {
    const timeline = collectTimeline({ num: 1, den: 90_000 });
    for (const [index, pts] of constantPts(90, { num: 30, den: 1 }, -90_000).entries())
      timeline.add({ pts, isKey: index === 0, isDiscarded: pts < 0 });
    expect(videoOf(makePlan(sourceProbe(), timeline.finish(), RECIPES.stream))).toMatchObject({
      frameCount: 60,
      clock: { originPts: 0 },
    });
  });

  it('leaves out frames without their key frame, and cuts off whatever a decoder makes of them', () => {
    const timeline = collectTimeline({ num: 1, den: 90_000 });
    // Five frames of a group without its key frame, and two more that follow the next key frame but are shown before it.
    const order = [0, 1, 2, 3, 4, 7, 5, 6, ...Array.from({ length: 82 }, (_, index) => index + 8)];
    for (const frame of order) timeline.add({ pts: frame * 3000, isKey: frame === 7, isDiscarded: false });
    const { frameCount, clock, chunks } = videoOf(
      makePlan(sourceProbe({ audios: [] }), timeline.finish(), RECIPES.stream),
    );
    expect({ frameCount, clock }).toMatchObject({ frameCount: 83, clock: { originPts: 21_000 } });
    expect(chunks[0]).toMatchObject({ startPts: 21_000, expectedFrames: 83 });
    expect(chunks[0]?.seekSeconds).toBeUndefined();
  });

  it('takes all frames if none is marked as a key frame', () => {
    const plan = planOf(constantPts(90, { num: 30, den: 1 }), sourceProbe(), Number.NaN);
    expect(videoOf(plan).frameCount).toBe(90);
  });

  it('shows the first frame from the start of the audio, if that begins long before it', () => {
    const plan = planOf(constantPts(90, { num: 30, den: 1 }, 63_000));
    expect(videoOf(plan)).toMatchObject({
      frameCount: 90,
      durationMs: 3700,
      clock: { kind: 'variable', originPts: 0, heldPts: 63_000 },
    });
    expect(plan.audios[0]?.originSeconds).toBe(0);
  });

  it('does not hold the first frame for encoder priming, however short the frames are', () => {
    const plan = planOf(constantPts(90, { num: 60, den: 1 }, 22 * 90));
    expect(videoOf(plan).clock).toMatchObject({ kind: 'constant', originPts: 22 * 90 });
    expect(plan.audios[0]?.originSeconds).toBeCloseTo(0.022, 9);
  });

  it('knows the longer priming of low sample rates, but only that of the codec', () => {
    const leadOf = (milliseconds: number, changes: Partial<AudioStream>) => {
      const probe = sourceProbe({ audios: [audioStream(changes)] });
      const { clock } = videoOf(planOf(constantPts(90, { num: 30, den: 1 }, milliseconds * 90), probe));
      return clock.heldPts === undefined ? 0 : milliseconds;
    };
    expect([50, 60].map((lead) => leadOf(lead, { codec: 'mp3', sampleRateHz: 22_050 }))).toEqual([0, 60]);
    expect([128, 64].map((lead) => leadOf(lead, { codec: 'aac', sampleRateHz: 8000 }))).toEqual([0, 64]);
    expect(leadOf(128, { codec: 'flac', sampleRateHz: 8000 })).toBe(128);
  });

  it('keeps two frames that are five hours apart as two frames', () => {
    const plan = videoOf(planOf([0, 18_000 * 90_000]));
    expect(plan).toMatchObject({ frameCount: 2, clock: { kind: 'variable' } });
  });

  it('refuses a gap of ten hours, with or without filling it frame by frame', () => {
    expect(codeOf(() => planOf([0, 36_000 * 90_000]))).toBe('SOURCE_DAMAGED');
    expect(codeOf(() => planOf([0, 0, 36_000 * 90_000]))).toBe('SOURCE_DAMAGED');
  });

  it('refuses a file that is truncated long before its declared end', () => {
    const video = videoStream({ durationMs: 35_000 });
    expect(codeOf(() => planOf(constantPts(6, { num: 12, den: 1 }), sourceProbe({ video })))).toBe('SOURCE_DAMAGED');
  });

  it('shows the last frame of a regular video for as long as the source does', () => {
    const rate = { num: 25, den: 1 };
    const held = (lastDurationTicks: number, declaredMs: number) => {
      const video = videoStream({ frameRate: rate, averageFrameRate: rate, durationMs: declaredMs });
      const timeline = { ...timelineOf(constantPts(5, rate)), lastDurationTicks };
      return videoOf(makePlan(sourceProbe({ video, audios: [] }), timeline, RECIPES.stream));
    };
    expect(held(3600, 200)).toMatchObject({ clock: { kind: 'constant' }, durationMs: 200 });
    const long = held(3 * 90_000, 3160);
    expect(long).toMatchObject({ clock: { kind: 'variable' }, frameCount: 5, durationMs: 3160, reorder: false });
    expect(long.chunks).toMatchObject([{ lastFrameTicks: 270_000, endTicks: 284_400, durationMs: 3160 }]);
    expect(codeOf(() => held(7 * 3600 * 90_000, 7 * 3_600_000))).toBe('SOURCE_DAMAGED');
  });

  it('ends a last frame of unknown length at the declared end of the stream', () => {
    const pts = [0, ...constantPts(5, { num: 30, den: 1 }, 2_700_000)];
    const durationWith = (durationMs?: number) => {
      const video = videoStream({ averageFrameRate: { num: 3, den: 2 }, ...(durationMs && { durationMs }) });
      return videoOf(makePlan(sourceProbe({ video, audios: [] }), timelineOf(pts), RECIPES.stream)).durationMs;
    };
    expect(durationWith(30_500)).toBe(30_500);
    // Without a plausible declared end, it lasts as long as the average frame.
    expect(durationWith()).toBe(Math.round(2_712_000 / 90 + 1000 / 1.5));
    expect(durationWith(20_000)).toBe(durationWith());
    expect(durationWith(45_000)).toBe(durationWith());
  });

  it('forbids reordering if frames are seconds apart', () => {
    const regular = constantPts(300, { num: 30, den: 1 });
    expect(videoOf(planOf(regular)).reorder).toBe(true);
    expect(videoOf(planOf(regular.filter((_, index) => index < 50 || index > 110))).reorder).toBe(false);
  });

  it('gives a single frame the length that the source declares', () => {
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
