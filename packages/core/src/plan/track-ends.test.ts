import { expect, test } from 'vitest';
import { makePlan } from './make-plan.js';
import { audioStream, constantPts, sourceProbe, timelineOf, videoOf, videoStream } from './plan.fixture.js';
import { RECIPES } from './recipe.js';
import { targetDurationSeconds, typicalDurationSeconds } from './target-duration.js';

const RATE = { num: 30, den: 1 };
const FIRST_SECONDS = 10;

/** A plan of `videoSeconds` of video that starts at 10 s, with audio tracks that end `audioEnds` seconds after that. */
const planOf = (
  videoSeconds: number,
  audioEnds: readonly (number | undefined)[],
  recipe = RECIPES.stream,
  rate = RATE,
) => {
  const audios = audioEnds.map((seconds, index) =>
    audioStream({
      ...{ streamIndex: index + 1, startSeconds: FIRST_SECONDS },
      ...(seconds !== undefined && { endSeconds: FIRST_SECONDS + seconds }),
    }),
  );
  const video = videoStream({ frameRate: rate, averageFrameRate: rate });
  const pts = constantPts(Math.max(1, (videoSeconds * rate.num) / rate.den), rate, FIRST_SECONDS * 90_000);
  return makePlan(sourceProbe({ audios, video, startSeconds: FIRST_SECONDS }), timelineOf(pts), recipe);
};

test('each audio track that ends before the video is padded with silence to the end of the video', () => {
  const { audios, video } = planOf(9, [3, 8.95, 0, 9.5]);
  expect(audios.map(({ padSeconds }) => padSeconds)).toEqual([6, undefined, 9, undefined]);
  expect(video).toMatchObject({ durationMs: 9000, clock: { kind: 'constant' } });
});

test("audio with an unknown end isn't padded, nor is audio without a video", () => {
  expect(planOf(9, [undefined]).audios[0]).not.toHaveProperty('padSeconds');
  expect(planOf(9, [3], RECIPES.audio).audios[0]).not.toHaveProperty('padSeconds');
});

test('a video with audio is never too short to play: its last frame is held, and its audio is padded', () => {
  const lengthsOf = (videoSeconds: number, audioSeconds: number) => {
    const { audios, video, poster } = planOf(videoSeconds, [audioSeconds]);
    return [video?.durationMs, audios[0]?.padSeconds, poster?.seekSeconds];
  };
  expect(lengthsOf(1 / 30, 0.04)).toEqual([400, 0.36, 0]);
  expect(lengthsOf(0.1, 0.2)).toEqual([400, 0.2, 0.04]);
  expect(lengthsOf(0.2, 0.25)).toEqual([400, 0.15, 0.04]);
  expect(lengthsOf(0.1, 0.31)).toEqual([400, undefined, 0.04]);
  expect(lengthsOf(0.4, 0.25)).toEqual([400, 0.15, 0.04]);
  expect(lengthsOf(0.1, 0.5)).toEqual([500, undefined, 0.05]);
  expect(videoOf(planOf(0.1, [])).durationMs).toBe(100);
});

test('the last frame is held until the audio ends, if that is a second or more later', () => {
  const plan = planOf(3, [9, 2]);
  const { durationMs, frameCount, clock, chunks } = videoOf(plan);
  expect([durationMs, frameCount, clock.kind]).toEqual([9000, 90, 'variable']);
  expect(chunks.at(-1)?.endTicks).toBe(9 * 90_000);
  expect(plan.audios.map(({ padSeconds }) => padSeconds)).toEqual([undefined, 7]);
  expect(targetDurationSeconds(plan, 'video')).toBe(9);
});

test("a last frame that is held for long doesn't count toward the bandwidth of a video", () => {
  const plan = planOf(21, [1_800]);
  expect(targetDurationSeconds(plan, 'video')).toBeCloseTo(1_780);
  expect(typicalDurationSeconds(plan, 'video')).toBeCloseTo(4);
});

test('the poster and the preview come from moving video, not from a held last frame', () => {
  const { poster, preview } = planOf(21, [1_800]);
  expect(poster?.seekSeconds).toBeCloseTo(2.1, 1);
  expect(preview?.moments.map(({ seekSeconds }) => Math.round(seekSeconds))).toEqual([2, 7, 13, 18]);
  const still = planOf(0, [6]);
  expect([still.poster?.seekSeconds, still.preview?.moments]).toEqual([0, [{ seekSeconds: 0, durationSeconds: 4 }]]);
});

test("audio that continues for less than a second doesn't change the video", () => {
  expect(videoOf(planOf(3, [3.9]))).toEqual(videoOf(planOf(3, [3])));
});

test('no frame is held for longer than an MP4 can store, or repeated too often', () => {
  expect(videoOf(planOf(1, [7 * 3600])).durationMs).toBe(1000);
  const dense = { num: 1000, den: 1 };
  expect(videoOf(planOf(0.001, [600], RECIPES.stream, dense)).durationMs).toBeLessThan(100);
  const { clock, durationMs } = videoOf(planOf(2, [8], RECIPES.stream, dense));
  expect([clock.kind, Math.round(durationMs / 100)]).toEqual(['resampled', 80]);
});

test('truncated video is refused, even if its audio is complete', () => {
  const probe = sourceProbe({ video: videoStream({ durationMs: 10_000 }), audios: [audioStream({ endSeconds: 10 })] });
  const cut = () => makePlan(probe, timelineOf(constantPts(60, RATE)), RECIPES.stream);
  expect(cut).toThrow(expect.objectContaining({ code: 'SOURCE_DAMAGED' }));
});
