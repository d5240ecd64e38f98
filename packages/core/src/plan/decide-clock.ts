import { AppError } from '../errors/app-error.js';
import type { FailureReason } from '../errors/failure-reasons.js';
import { type FrameTimeline, spanSeconds } from './frame-timeline.js';
import type { Clock } from './plan.js';
import { fractionValue, limitRate, MATROSKA_TICK_SECONDS, nearestStandardRate, rescaleTicks } from './rates.js';
import type { AudioStream, Fraction, SourceProbe, VideoStream } from './source-probe.js';

/** The frames of the output: their presentation times, and their positions in the source. */
export type FrameClock = {
  clock: Clock;
  frameCount: number;
  durationSeconds: number;
  frameRate: Fraction;
  /** The longest time that a single frame is shown. */
  longestGapSeconds: number;
  /** Output time of frame `index` in ticks of `clock.tick`. */
  tickAt(index: number): number;
  /** The position of frame `index` for the `trim` filter: pts of the source stream, or the tick itself if resampled. */
  cutAt(index: number): number;
};

const VARIABLE_TICK: Fraction = { num: 1, den: 90_000 };
const FALLBACK_RATE: Fraction = { num: 25, den: 1 };
// In frame durations. A last frame that is shown for longer is held on purpose, and a grid would cut it short.
const MAX_REGULAR_LAST_FRAME = 1.5;
// The declared end can be before the last frame begins, or hours after it.
const MIN_FRAME_SECONDS = 0.001;
const MAX_DECLARED_SECONDS = 10;
/** The most output frames per source frame. Without a limit, a bogus gap in the times would be filled with hours of repeated frames. */
export const MAX_REPEATS = 60;
/** ffmpeg's MP4 muxer stores sample durations in 31 bits, which is 6.6 hours at 90,000 ticks per second. No real recording has such gaps. */
export const MAX_GAP_SECONDS = 6 * 3600;

/**
 * Decides how source times become output times. Constant if every frame is within a tick (or 1 ms, Matroska's rounding) of a
 * regular grid and the last one isn't held; variable if times at least increase; otherwise resampled.
 * @throws AppError SOURCE_DAMAGED if there are no frames, or the times would need too many repeated ones
 */
export const decideClock = (probe: SourceProbe, timeline: FrameTimeline, maxFrameRate: number): FrameClock => {
  const { video } = probe;
  if (!video || timeline.pts.length + timeline.missingCount === 0)
    throw new AppError('SOURCE_DAMAGED', { reason: { code: 'NO_FRAMES' } satisfies FailureReason });
  const rate = timeline.missingCount === 0 ? constantRate(video, timeline) : undefined;
  const lead = leadTicks(probe, timeline, rate ?? usableRate(timeline, video));
  if (timeline.missingCount === 0) {
    const isGrid = rate !== undefined && lead === 0 && !holdsLastFrame(timeline, rate);
    if (isGrid && fractionValue(rate) <= maxFrameRate) return constantClock(timeline, rate);
    const average = rate ? fractionValue(rate) : averageRate(timeline, video);
    if (!isGrid && average <= maxFrameRate && timesIncrease(timeline)) return variableClock(timeline, video, lead);
  }
  return resampledClock(probe, timeline, { video, own: rate ?? usableRate(timeline, video), maxFrameRate, lead });
};

/** Samples that encoders put before the audio: FFmpeg, FDK and Apple for AAC, LAME for MP3 (with the decoder's delay). They aren't audible. */
const PRIMING_SAMPLES: Readonly<Record<string, readonly number[]>> = { aac: [1024, 2048, 2112], mp3: [1105] };
/** Of the first frame and the first packet of audio, by Matroska. */
const ROUNDING_SECONDS = 0.002;
/** Priming of most codecs at their usual rates. */
const SHORT_PRIMING_SECONDS = 0.025;

/**
 * How long audio plays before the first frame. Ignored up to one frame (a remuxed AVI with B-frames has that), and if it is encoder priming,
 * which Matroska and ASF expose as audio.
 */
const leadTicks = ({ audios }: SourceProbe, { pts, timeBase }: FrameTimeline, rate: Fraction): number => {
  const first = (pts[0] ?? 0) * fractionValue(timeBase);
  const ignored = Math.max((1.01 * rate.den) / rate.num, SHORT_PRIMING_SECONDS);
  const leads = audios
    .map((audio) => ({ audio, lead: first - (audio.startSeconds ?? first) }))
    .filter(({ audio, lead }) => lead > ignored && !isPriming(audio, lead));
  return Math.round(Math.max(0, ...leads.map(({ lead }) => lead)) / fractionValue(timeBase));
};

const isPriming = ({ codec, sampleRateHz }: AudioStream, seconds: number): boolean =>
  (PRIMING_SAMPLES[codec] ?? []).some((samples) => Math.abs(samples / sampleRateHz - seconds) <= ROUNDING_SECONDS);

/** Cameras aren't exact. */
const MIN_RATE_TOLERANCE = 0.0002;

/** The first candidate rate whose grid fits all frames, without drift. */
const constantRate = (video: VideoStream, timeline: FrameTimeline): Fraction | undefined => {
  const average = { num: Math.round(averageRate(timeline, video) * 1000), den: 1000 };
  // Both ends of a short video are rounded.
  const rounding = MATROSKA_TICK_SECONDS / Math.max(spanSeconds(timeline), MATROSKA_TICK_SECONDS);
  const measured = nearestStandardRate(average, Math.max(MIN_RATE_TOLERANCE, rounding));
  const candidates = [video.frameRate, video.averageFrameRate, measured];
  return candidates.find((rate) => rate !== undefined && rate.num > 0 && fitsGrid(timeline, rate));
};

const fitsGrid = ({ pts, timeBase }: FrameTimeline, rate: Fraction): boolean => {
  const first = pts[0] ?? 0;
  const tickSeconds = fractionValue(timeBase);
  const frameSeconds = rate.den / rate.num;
  // With half a frame or more, rounding to the grid would move a frame to its neighbor's place.
  const tolerance = Math.min(Math.max(tickSeconds, MATROSKA_TICK_SECONDS) * 1.001, frameSeconds * 0.45);
  return pts.every((value, index) => Math.abs((value - first) * tickSeconds - index * frameSeconds) <= tolerance);
};

const holdsLastFrame = ({ lastDurationTicks = 0, timeBase }: FrameTimeline, rate: Fraction): boolean =>
  lastDurationTicks * fractionValue(timeBase) > (MAX_REGULAR_LAST_FRAME * rate.den) / rate.num;

const timesIncrease = ({ pts, timeBase }: FrameTimeline): boolean => {
  const first = pts[0] ?? 0;
  let previous = -1;
  return pts.every((value) => {
    const tick = rescaleTicks(value - first, timeBase, VARIABLE_TICK);
    const increases = tick > previous;
    previous = tick;
    return increases;
  });
};

const averageRate = (timeline: FrameTimeline, video: VideoStream): number => {
  const span = spanSeconds(timeline);
  return span > 0 ? (timeline.pts.length - 1) / span : fractionValue(usableRate(timeline, video));
};

const usableRate = (timeline: FrameTimeline, video: VideoStream): Fraction => {
  const span = timeline.missingCount === 0 ? spanSeconds(timeline) : 0;
  const measured = span > 0 ? (timeline.pts.length - 1) / span : 0;
  const declared = [video.averageFrameRate, video.frameRate].filter(
    ({ num, den }) => num / den >= 1 && num / den <= 1000,
  );
  const nearest = declared.find((rate) => measured === 0 || Math.abs(fractionValue(rate) / measured - 1) < 0.5);
  return nearest ?? declared[0] ?? FALLBACK_RATE;
};

const constantClock = (timeline: FrameTimeline, rate: Fraction): FrameClock => {
  const frameCount = timeline.pts.length;
  return {
    clock: { kind: 'constant', tick: { num: rate.den, den: rate.num }, ...origin(timeline, 0) },
    frameCount,
    durationSeconds: (frameCount * rate.den) / rate.num,
    frameRate: rate,
    longestGapSeconds: rate.den / rate.num,
    tickAt: (index) => index,
    cutAt: (index) => timeline.pts[index] ?? 0,
  };
};

const variableClock = (timeline: FrameTimeline, video: VideoStream, lead: number): FrameClock => {
  const { pts, timeBase } = timeline;
  const zero = (pts[0] ?? 0) - lead;
  const frameRate = nearestStandardRate({ num: Math.round(averageRate(timeline, video) * 1000), den: 1000 });
  const leadSeconds = lead * fractionValue(timeBase);
  const lastSeconds = lastFrameSeconds(timeline, usableRate(timeline, video), video);
  return {
    clock: { kind: 'variable', tick: VARIABLE_TICK, ...origin(timeline, lead) },
    frameCount: pts.length,
    durationSeconds: leadSeconds + spanSeconds(timeline) + lastSeconds,
    frameRate,
    longestGapSeconds: Math.max(longestGap(pts, zero) * fractionValue(timeBase), lastSeconds),
    tickAt: (index) => (index === 0 ? 0 : rescaleTicks((pts[index] ?? 0) - zero, timeBase, VARIABLE_TICK)),
    cutAt: (index) => pts[index] ?? 0,
  };
};

const longestGap = (pts: Float64Array, zero: number): number =>
  pts.reduce(
    (longest, value, index) =>
      index === 0 ? 0 : Math.max(longest, value - (index === 1 ? zero : (pts[index - 1] ?? 0))),
    0,
  );

type Grid = { video: VideoStream; own: Fraction; maxFrameRate: number; lead: number };

const resampledClock = (
  { durationMs }: SourceProbe,
  timeline: FrameTimeline,
  { video, own, maxFrameRate, lead }: Grid,
): FrameClock => {
  const rate = limitRate(own, maxFrameRate);
  const known =
    lead * fractionValue(timeline.timeBase) + spanSeconds(timeline) + lastFrameSeconds(timeline, own, video);
  const seconds = timeline.missingCount > 0 ? Math.max(known, durationMs / 1000) : known;
  const frameCount = Math.max(1, Math.round(seconds * fractionValue(rate)));
  const sourceFrames = timeline.pts.length + timeline.missingCount;
  if (frameCount > MAX_REPEATS * sourceFrames)
    throw new AppError('SOURCE_DAMAGED', {
      ...{ reason: { code: 'FRAME_TIMES_WRONG' } satisfies FailureReason, frameCount, sourceFrames },
    });
  return {
    clock: { kind: 'resampled', tick: { num: rate.den, den: rate.num }, ...origin(timeline, lead) },
    frameCount,
    durationSeconds: (frameCount * rate.den) / rate.num,
    frameRate: rate,
    longestGapSeconds: rate.den / rate.num,
    tickAt: (index) => index,
    cutAt: (index) => index,
  };
};

const origin = ({ pts, timeBase, counted }: FrameTimeline, lead: number) => ({
  originPts: (pts[0] ?? 0) - lead,
  ...(lead > 0 && pts[0] !== undefined && { heldPts: pts[0] }),
  sourceTimeBase: timeBase,
  ...(counted && { counted }),
});

/** The duration of the last frame: from its packet, else from the declared end of the stream, else from the frame rate. */
const lastFrameSeconds = (timeline: FrameTimeline, rate: Fraction, { durationMs = 0 }: VideoStream): number => {
  const { lastDurationTicks = 0, timeBase } = timeline;
  if (lastDurationTicks > 0) return lastDurationTicks * fractionValue(timeBase);
  const declared = durationMs / 1000 - spanSeconds(timeline);
  return declared >= MIN_FRAME_SECONDS && declared <= MAX_DECLARED_SECONDS ? declared : rate.den / rate.num;
};
