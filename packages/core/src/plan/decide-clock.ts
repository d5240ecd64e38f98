import { AppError } from '../errors.js';
import type { FrameTimeline } from './frame-timeline.js';
import type { Clock } from './plan.js';
import { fractionValue, halvedTo, nearestStandardRate, rescaleTicks } from './rates.js';
import type { Fraction, SourceProbe, VideoStream } from './source-probe.js';

/** The frames of the output: when each is shown, and where it is found in the source. */
export type FrameClock = {
  clock: Clock;
  frameCount: number;
  durationSeconds: number;
  frameRate: Fraction;
  /** Output time of frame `index` in ticks of `clock.tick`. */
  tickAt(index: number): number;
  /** What `trim` compares with for frame `index`: pts of the source stream, or the tick itself when resampled. */
  cutAt(index: number): number;
};

const VARIABLE_TICK: Fraction = { num: 1, den: 90_000 };
const FALLBACK_RATE: Fraction = { num: 25, den: 1 };
// Repeating frames may not make more of them than this many per source frame: a lying gap would encode for hours.
const MAX_REPEATS = 60;

/**
 * Decides how source times become output times. Constant if every frame sits within a tick (or 1 ms, Matroska's rounding)
 * of a regular grid; variable if times at least rise; else resampled. Throws SOURCE_DAMAGED when there is nothing to go by.
 */
export const decideClock = (probe: SourceProbe, timeline: FrameTimeline, maxFrameRate: number): FrameClock => {
  const { video } = probe;
  if (!video || timeline.pts.length + timeline.missingCount === 0)
    throw new AppError('SOURCE_DAMAGED', { reason: 'no frames' });
  const rate = constantRate(video, timeline);
  if (timeline.missingCount === 0) {
    if (rate && fractionValue(rate) <= maxFrameRate) return constantClock(timeline, rate);
    if (!rate && averageRate(timeline, video) <= maxFrameRate && timesRise(timeline))
      return variableClock(timeline, video);
  }
  return resampledClock(probe, timeline, halvedTo(rate ?? usableRate(timeline, video), maxFrameRate));
};

/** The first candidate whose grid all frames keep to, drift included. */
const constantRate = (video: VideoStream, timeline: FrameTimeline): Fraction | undefined => {
  const average = { num: Math.round(averageRate(timeline, video) * 1000), den: 1000 };
  const candidates = [video.frameRate, video.averageFrameRate, nearestStandardRate(average)];
  return candidates.find((rate) => rate !== undefined && rate.num > 0 && keepsTo(timeline, rate));
};

const keepsTo = ({ pts, timeBase }: FrameTimeline, rate: Fraction): boolean => {
  const origin = pts[0] ?? 0;
  const tickSeconds = fractionValue(timeBase);
  const frameSeconds = rate.den / rate.num;
  // Over half a frame the rounding to the grid would move a frame to its neighbour's place.
  const tolerance = Math.min(Math.max(tickSeconds, 0.001) * 1.001, frameSeconds * 0.45);
  return pts.every((value, index) => Math.abs((value - origin) * tickSeconds - index * frameSeconds) <= tolerance);
};

const timesRise = ({ pts, timeBase }: FrameTimeline): boolean => {
  const origin = pts[0] ?? 0;
  let previous = -1;
  return pts.every((value) => {
    const tick = rescaleTicks(value - origin, timeBase, VARIABLE_TICK);
    const rises = tick > previous;
    previous = tick;
    return rises;
  });
};

const spanSeconds = ({ pts, timeBase }: FrameTimeline): number =>
  ((pts.at(-1) ?? 0) - (pts[0] ?? 0)) * fractionValue(timeBase);

const averageRate = (timeline: FrameTimeline, video: VideoStream): number => {
  const span = spanSeconds(timeline);
  return span > 0 ? (timeline.pts.length - 1) / span : fractionValue(usableRate(timeline, video));
};

const usableRate = (timeline: FrameTimeline, video: VideoStream): Fraction => {
  const span = spanSeconds(timeline);
  const measured = span > 0 ? (timeline.pts.length - 1) / span : 0;
  const claimed = [video.averageFrameRate, video.frameRate].filter(
    ({ num, den }) => num / den >= 1 && num / den <= 1000,
  );
  const nearest = claimed.find((rate) => measured === 0 || Math.abs(fractionValue(rate) / measured - 1) < 0.5);
  return nearest ?? claimed[0] ?? FALLBACK_RATE;
};

const constantClock = (timeline: FrameTimeline, rate: Fraction): FrameClock => {
  const frameCount = timeline.pts.length;
  return {
    clock: { kind: 'constant', tick: { num: rate.den, den: rate.num }, ...origin(timeline) },
    frameCount,
    durationSeconds: (frameCount * rate.den) / rate.num,
    frameRate: rate,
    tickAt: (index) => index,
    cutAt: (index) => timeline.pts[index] ?? 0,
  };
};

const variableClock = (timeline: FrameTimeline, video: VideoStream): FrameClock => {
  const { pts, timeBase } = timeline;
  const first = pts[0] ?? 0;
  const frameRate = nearestStandardRate({ num: Math.round(averageRate(timeline, video) * 1000), den: 1000 });
  return {
    clock: { kind: 'variable', tick: VARIABLE_TICK, ...origin(timeline) },
    frameCount: pts.length,
    durationSeconds: spanSeconds(timeline) + lastFrameSeconds(timeline, frameRate),
    frameRate,
    tickAt: (index) => rescaleTicks((pts[index] ?? 0) - first, timeBase, VARIABLE_TICK),
    cutAt: (index) => pts[index] ?? 0,
  };
};

const resampledClock = (probe: SourceProbe, timeline: FrameTimeline, rate: Fraction): FrameClock => {
  const known = spanSeconds(timeline) + lastFrameSeconds(timeline, rate);
  const seconds = timeline.missingCount > 0 ? Math.max(known, probe.durationMs / 1000) : known;
  const frameCount = Math.max(1, Math.round(seconds * fractionValue(rate)));
  const sourceFrames = timeline.pts.length + timeline.missingCount;
  if (frameCount > MAX_REPEATS * sourceFrames)
    throw new AppError('SOURCE_DAMAGED', { reason: 'frame times', frameCount, sourceFrames });
  return {
    clock: { kind: 'resampled', tick: { num: rate.den, den: rate.num }, ...origin(timeline) },
    frameCount,
    durationSeconds: (frameCount * rate.den) / rate.num,
    frameRate: rate,
    tickAt: (index) => index,
    cutAt: (index) => index,
  };
};

const origin = ({ pts, timeBase }: FrameTimeline) => ({ originPts: pts[0] ?? 0, sourceTimeBase: timeBase });

const lastFrameSeconds = ({ lastDurationTicks, timeBase }: FrameTimeline, rate: Fraction): number =>
  lastDurationTicks !== undefined && lastDurationTicks > 0
    ? lastDurationTicks * fractionValue(timeBase)
    : rate.den / rate.num;
