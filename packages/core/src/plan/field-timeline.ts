import type { Deinterlacing } from './decide-fields.js';
import type { FrameTimeline } from './frame-timeline.js';
import { fractionValue } from './rates.js';
import type { Fraction, SourceProbe, VideoStream } from './source-probe.js';

/** A source in which every field is a frame of its own. */
export type FieldSource = { probe: SourceProbe; timeline: FrameTimeline };

/**
 * The source as it is after deinterlacing field by field, or undefined if that isn't wanted, exceeds the frame rate of the recipe, or frames
 * have no times. In half ticks, the time of a second field is exact: ffmpeg's filter puts it halfway between two frames.
 */
export const fieldSource = (
  probe: SourceProbe & { video: VideoStream },
  timeline: FrameTimeline,
  { deinterlace, maxFrameRate }: { deinterlace: Deinterlacing | undefined; maxFrameRate: number },
): FieldSource | undefined => {
  const { video } = probe;
  const { pts, timeBase, missingCount } = timeline;
  const span = ((pts.at(-1) ?? 0) - (pts[0] ?? 0)) * fractionValue(timeBase);
  if (!deinterlace?.perField || missingCount > 0 || span <= 0) return undefined;
  const fieldsPerSecond = (2 * (pts.length - 1)) / span;
  // Times are rounded, so 60 fields per second can measure as slightly more.
  if (fieldsPerSecond > 1.01 * maxFrameRate) return undefined;
  const [frameRate, averageFrameRate] = [twice(video.frameRate), twice(video.averageFrameRate)];
  const halfTick = { num: timeBase.num, den: 2 * timeBase.den };
  return {
    probe: { ...probe, video: { ...video, frameRate, averageFrameRate, timeBase: halfTick } },
    timeline: { ...timeline, timeBase: halfTick, ...fieldTimes(timeline) },
  };
};

const twice = ({ num, den }: Fraction): Fraction => ({ num: 2 * num, den });

const fieldTimes = ({ pts, keyPts, lastDurationTicks }: FrameTimeline) => {
  const last = pts.length - 1;
  const lastStep = (pts[last] ?? 0) - (pts[last - 1] ?? 0);
  const fields = new Float64Array(2 * pts.length);
  pts.forEach((value, index) => {
    fields[2 * index] = 2 * value;
    fields[2 * index + 1] = index === last ? 2 * value + lastStep : value + (pts[index + 1] ?? 0);
  });
  return {
    pts: fields,
    keyPts: keyPts.map((value) => 2 * value),
    ...(lastDurationTicks !== undefined && { lastDurationTicks: Math.max(1, 2 * lastDurationTicks - lastStep) }),
  };
};
