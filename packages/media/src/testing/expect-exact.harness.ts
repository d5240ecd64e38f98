import { AAC_FRAME_SECONDS, fractionValue, type VideoPlan } from '@media/core';
import { expect } from 'vitest';
import { type Heard, type Measured, measure, type Shown } from './measure.harness.js';
import { BEEP_EVERY_SECONDS, type ClipOptions, readTimes, type Studio } from './numbered-clip.harness.js';
import type { Processed } from './process-clip.harness.js';

export type Expected = {
  clip: ClipOptions;
  /** The numbers of the shown frames, in order. */
  numbers: readonly number[];
  /** The audible part of the generated audio, in its own seconds. All of it by default. */
  heard?: { from: number; to: number };
};

/**
 * Expects that outputs match their source exactly: every frame once and on time in every rendition and in the MP4, cut as planned, joined
 * without gaps, and every beep less than a frame from the frame that it belongs to. `source` is the processed file.
 */
export const expectExact = async (
  studio: Studio,
  source: string,
  processed: Processed,
  expected: Expected,
): Promise<Measured> => {
  const { video, audios } = processed.plan;
  if (!video) throw new Error('no video was planned');
  const measured = await measure(studio, processed, expected.clip.bits);
  // Frames before the first key frame can't be decoded.
  const sourceTimes = (await readTimes(studio, source, 'v:0')).slice(-expected.numbers.length);
  expectSeamless(processed);
  expectCuts(processed);
  for (const shown of [...measured.videos, measured.mp4.video]) {
    expect(shown.numbers).toEqual(expected.numbers);
    expect(shown).toMatchObject({ times: { length: expected.numbers.length }, gaps: 0 });
    expectTimes(shown, video, sourceTimes);
  }
  const trackCount = expected.clip.audio ? 1 : 0;
  expect([measured.audios.length, measured.mp4.audios.length]).toEqual([trackCount, trackCount]);
  const isMade = frameTimes(expected, video, sourceTimes);
  const inStep = { ...expected, isMade, video, padSeconds: audios[0]?.padSeconds ?? 0 };
  for (const heard of measured.audios) for (const shown of measured.videos) expectInStep(heard, shown, inStep);
  for (const heard of measured.mp4.audios) expectInStep(heard, measured.mp4.video, inStep);
  return measured;
};

/** According to their rows, segments are contiguous, also across chunk boundaries, and share one init segment. */
export const expectSeamless = ({ chunks }: Pick<Processed, 'chunks'>): void => {
  for (const rendition of chunks) {
    expect(new Set(rendition.map(({ init }) => init.sha256)).size).toBe(1);
    const segments = rendition.flatMap((chunk) => chunk.segments);
    const ends = segments.map(({ startTicks, durationTicks }) => startTicks + durationTicks);
    expect(segments.slice(1).map(({ startTicks }) => startTicks)).toEqual(ends.slice(0, -1));
  }
};

/** All renditions have the planned segments, and each begins with a key frame. */
export const expectCuts = ({ chunks, plan }: Processed): void => {
  const starts = (plan.video?.chunks ?? []).flatMap(({ segmentStarts }) => segmentStarts);
  for (const rendition of chunks) {
    const segments = rendition.flatMap(({ segments, track }) => segments.map((segment) => ({ ...segment, ...track })));
    expect(segments.map(({ firstIsSync }) => firstIsSync)).toEqual(starts.map(() => true));
    const late = segments.map(({ startTicks, timescale }, index) => startTicks / timescale - (starts[index] ?? 0));
    expect(furthest(late)).toBeLessThan(1e-5);
  }
};

/** Constant: consecutive ticks of the plan's clock. Variable: the exact times of the source, relative to its origin. */
const expectTimes = ({ times, timescale }: Shown, { clock }: VideoPlan, source: readonly number[]) => {
  const tick = (clock.tick.num * timescale) / clock.tick.den;
  if (clock.kind === 'constant') return expect(times).toEqual(times.map((_, index) => index * tick));
  const zero = (source[0] ?? 0) - leadSeconds(clock);
  const late = times.map((time, index) => time - (index === 0 ? 0 : ((source[index] ?? 0) - zero) * timescale));
  // ffprobe's microseconds are a tenth of a tick.
  return expect(furthest(late)).toBeLessThanOrEqual(0.6 * tick);
};

/** How long the first frame is held because audio begins before it. */
const leadSeconds = ({ heldPts, originPts, sourceTimeBase }: VideoPlan['clock']): number =>
  heldPts === undefined ? 0 : (heldPts - originPts) * fractionValue(sourceTimeBase);

/** When each shown frame was generated, on the same clock as the beeps. */
const frameTimes = ({ clip, numbers }: Expected, { clock }: VideoPlan, source: readonly number[]): number[] => {
  const [num = 30, den = 1] = (clip.rate ?? '30').split('/').map(Number);
  const first = ((numbers[0] ?? 0) * den) / num;
  if (clip.filters === undefined || clock.kind === 'constant') return numbers.map((number) => (number * den) / num);
  return source.map((time) => first + time - (source[0] ?? 0));
};

type InStep = Expected & { isMade: readonly number[]; video: VideoPlan; padSeconds: number };

/** Every beep is present, less than a frame from the frames generated at its time, and nothing else is cut or added. */
const expectInStep = ({ beeps, seconds }: Heard, shown: Shown, expected: InStep): void => {
  const { clip, heard, isMade, video, padSeconds } = expected;
  const { seconds: videoSeconds, audioSeconds = videoSeconds, lateBy = {} } = clip;
  const { from, to } = heard ?? { from: 0, to: audioSeconds };
  const made = Array.from({ length: Math.ceil(to / BEEP_EVERY_SECONDS) }, (_, beep) => beep * BEEP_EVERY_SECONDS);
  const audible = made.filter((time) => time >= from);
  expect(beeps).toHaveLength(audible.length);
  const later = (lateBy.audio ?? 0) - (lateBy.video ?? 0);
  const errors = beeps.map((beep, index) => beep - shownAt(shown, isMade, (audible[index] ?? 0) + later));
  const frameSeconds = 1 / fractionValue(video.frameRate);
  expect(furthest(errors)).toBeLessThan(frameSeconds);
  const end = shownAt(shown, isMade, to + later) + padSeconds;
  expect(seconds).toBeGreaterThan(end - 0.001);
  // Two encoders, each of which pads its last frame.
  expect(seconds).toBeLessThan(end + 2 * AAC_FRAME_SECONDS + 0.001);
};

/** When a moment of the generated clip is shown. Ignores a held first frame if there are others. */
const shownAt = ({ times, timescale }: Shown, isMade: readonly number[], moment: number): number => {
  const frame = Math.min(Math.max(countUpTo(isMade, moment + 1e-6) - 1, 1), times.length - 1);
  return (times[frame] ?? 0) / timescale + moment - (isMade[frame] ?? 0);
};

/** No spread into Math.max: there can be hundreds of thousands. */
const furthest = (errors: readonly number[]): number =>
  errors.reduce((max, error) => Math.max(max, Math.abs(error)), 0);

/** How many of the ascending values are at most the limit. Binary search, because it runs for thousands of beeps over hours of frames. */
const countUpTo = (values: readonly number[], limit: number): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
};
