import type { CountedTimes, FrameTimeline } from './frame-timeline.js';
import { fractionValue, nearestStandardRate } from './rates.js';
import type { Fraction, SourceProbe, VideoStream } from './source-probe.js';

/** Codecs that reorder frames over any distance, so presentation times can't be derived from the decode times around them. */
const REORDERING = new Set(['h264', 'hevc']);
/** AVI stores no presentation times at all, and ASF, as ffmpeg reads it, only one time per packet. */
const UNTIMED = new Set(['avi', 'asf']);

const reorders = ({ codec, reorderDepth = 0 }: VideoStream): boolean => REORDERING.has(codec) && reorderDepth > 0;

/** Whether a copy into another container would get wrong presentation times. Such a source is decoded from its start, in one chunk. */
export const lacksTimes = ({ container, video }: SourceProbe): boolean =>
  video !== undefined && UNTIMED.has(container) && reorders(video);

/** Whether frames must be decoded to know how many there are and in which order, because the container doesn't say when they are shown. */
export const needsCounting = (video: VideoStream, { missingCount }: Pick<FrameTimeline, 'missingCount'>): boolean =>
  missingCount > 0 && reorders(video);

/** Whether the times of packets can be those of decoding, although frames are shown in another order. Only decoded frames tell. */
export const mayLackOrder = (
  video: VideoStream,
  { isStoredInOrder }: Pick<FrameTimeline, 'isStoredInOrder'>,
): boolean => isStoredInOrder && reorders(video);

/**
 * Whether an edit list only removes as many packets as frames are held back for reordering. It is there to begin with the first frame, but without
 * times of presentation, it removes the wrong ones.
 */
export const editsOnlyDelay = (
  { reorderDepth = 0 }: VideoStream,
  { discardedCount }: Pick<FrameTimeline, 'discardedCount'>,
): boolean => discardedCount > 0 && discardedCount <= reorderDepth;

/** Decoded frames. `last`: the last one with a decode time, in ticks after that of the first. Absent if the times aren't in order. */
export type CountedFrames = { count: number; last?: { index: number; ticks: number } };

/** The timeline of decoded frames at a constant rate. */
export const countedTimeline = (
  timeline: FrameTimeline,
  { startSeconds }: Pick<SourceProbe, 'startSeconds'>,
  video: VideoStream,
  frames: CountedFrames,
): FrameTimeline => {
  const tickSeconds = fractionValue(timeline.timeBase);
  const counted: CountedTimes = {
    firstPts: Math.round(startSeconds / tickSeconds),
    frameTicks: frameTicks(timeline, video, frames),
    ...(editsOnlyDelay(video, timeline) && { ignoresEdits: true }),
  };
  const { lastDurationTicks: _unordered, ...rest } = timeline;
  const ticks = fractionValue(counted.frameTicks);
  return {
    ...rest,
    counted,
    pts: Float64Array.from({ length: frames.count }, (_, index) => counted.firstPts + Math.round(index * ticks)),
    keyPts: Float64Array.of(counted.firstPts),
    missingCount: 0,
  };
};

/**
 * Ticks per frame. If the decode times drift away from the declared rate by more than a frame, because it varies or frames are missing, those
 * of the average rate: at the declared one, frames would be too early by the sum of all gaps before them.
 */
const frameTicks = ({ timeBase }: FrameTimeline, { frameRate }: VideoStream, { last }: CountedFrames): Fraction => {
  const ticksAt = ({ num, den }: Fraction): Fraction => ({ num: den * timeBase.den, den: num * timeBase.num });
  const declared = ticksAt(frameRate);
  if (!last || Math.abs(last.ticks / fractionValue(declared) - last.index) <= 1) return declared;
  const perSecond = last.index / (last.ticks * fractionValue(timeBase));
  return ticksAt(nearestStandardRate({ num: Math.round(1e6 * perSecond), den: 1e6 }, 1 / last.index));
};
