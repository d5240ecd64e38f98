import type { CountedTimes, FrameTimeline } from './frame-timeline.js';
import { fractionValue } from './rates.js';
import type { SourceProbe, VideoStream } from './source-probe.js';

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

/** The timeline of `frameCount` decoded frames at the declared rate. */
export const countedTimeline = (
  timeline: FrameTimeline,
  { startSeconds }: Pick<SourceProbe, 'startSeconds'>,
  { frameRate }: VideoStream,
  frameCount: number,
): FrameTimeline => {
  const tickSeconds = fractionValue(timeline.timeBase);
  const counted: CountedTimes = {
    firstPts: Math.round(startSeconds / tickSeconds),
    frameTicks: {
      num: frameRate.den * timeline.timeBase.den,
      den: frameRate.num * timeline.timeBase.num,
    },
  };
  const { lastDurationTicks: _unordered, ...rest } = timeline;
  const ticks = fractionValue(counted.frameTicks);
  return {
    ...rest,
    counted,
    pts: Float64Array.from({ length: frameCount }, (_, index) => counted.firstPts + Math.round(index * ticks)),
    keyPts: Float64Array.of(counted.firstPts),
    missingCount: 0,
  };
};
