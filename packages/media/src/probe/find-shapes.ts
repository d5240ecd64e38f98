import type { FrameShape, ShapeSpan, VideoStream } from '@media/core';
import { clockwise, displayedSize, fraction } from './parse-video-stream.js';
import type { SideData } from './probe-document.js';

/** A decoded frame, as ffprobe describes it. */
export type SampledFrame = {
  pts_time?: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  sample_aspect_ratio?: string;
  interlaced_frame?: number;
  color_range?: string;
  color_space?: string;
  color_primaries?: string;
  color_transfer?: string;
  side_data_list?: SideData[];
};

/** Recordings change with each program or commercial break. Filters can't be of any length. */
const MAX_SPANS = 200;

type Shaped = { fromSeconds: number; shape: FrameShape; span: ShapeSpan };

/** Whether frames differ in size or pixel aspect ratio, or declare a rotation that the container doesn't. */
export const haveShapes = (video: VideoStream, frames: readonly SampledFrame[]): boolean =>
  new Set(frames.map(({ width, height, sample_aspect_ratio }) => `${width} ${height} ${sample_aspect_ratio}`)).size >
    1 || frames.some((frame) => (rotationOf(video, frame) ?? 0) !== 0);

/**
 * From key frames, or other frames in order: the shape that is shown for the longest time, the larger of two that are shown as long; all shapes if
 * they differ; and when they apply. `endSeconds`: of the video.
 */
export const findShapes = (
  video: VideoStream,
  frames: readonly SampledFrame[],
  endSeconds: number,
): Partial<VideoStream> => {
  const isTimed = frames.some(({ pts_time }) => secondsOf(pts_time) !== undefined);
  // Without times, frames count.
  const end = isTimed ? endSeconds : frames.length;
  const shaped = changesOf(video, isTimed ? frames : frames.map((frame, at) => ({ ...frame, pts_time: String(at) })));
  const totals = new Map<string, { shown: Shaped; seconds: number }>();
  for (const [index, shown] of shaped.entries()) {
    const key = keyOf(shown);
    const seconds = Math.max(0, (shaped[index + 1]?.fromSeconds ?? end) - shown.fromSeconds);
    totals.set(key, { shown, seconds: seconds + (totals.get(key)?.seconds ?? 0) });
  }
  const area = ({ shown: { shape } }: { shown: Shaped }) => shape.codedWidth * shape.codedHeight;
  const [main, ...others] = [...totals.values()].toSorted((a, b) => b.seconds - a.seconds || area(b) - area(a));
  if (!main) return {};
  const { span, shape } = main.shown;
  return {
    ...shape,
    sampleAspectRatio: span.sampleAspectRatio,
    rotation: video.rotation || span.rotation,
    ...(others.length > 0 && { shapes: [main, ...others].map(({ shown }) => shown.shape) }),
    spans: isTimed ? shaped.slice(0, MAX_SPANS).map((each) => each.span) : [],
  };
};

const secondsOf = (time = ''): number | undefined => {
  const seconds = Number.parseFloat(time);
  return Number.isNaN(seconds) ? undefined : seconds;
};

const keyOf = ({ shape, span }: Shaped): string =>
  [shape.codedWidth, shape.codedHeight, shape.width, shape.height, span.rotation].join(' ');

/** The frames at which the shape changes, and the first one. */
const changesOf = (video: VideoStream, frames: readonly SampledFrame[]): Shaped[] => {
  const changes: Shaped[] = [];
  // ISO/IEC 14496-10 D.2.27: an orientation applies until the next one.
  let rotation = 0;
  for (const frame of frames) {
    rotation = rotationOf(video, frame) ?? rotation;
    const shown = shapedOf(video, frame, rotation);
    const last = changes.at(-1);
    if (shown && (!last || keyOf(shown) !== keyOf(last))) changes.push(shown);
  }
  return changes;
};

const shapedOf = (video: VideoStream, frame: SampledFrame, rotation: number): Shaped | undefined => {
  const { width = 0, height = 0, sample_aspect_ratio, color_space, color_primaries } = frame;
  const fromSeconds = secondsOf(frame.pts_time);
  if (width <= 0 || height <= 0 || fromSeconds === undefined) return undefined;
  const { num, den } = fraction(sample_aspect_ratio) ?? { num: 1, den: 1 };
  return {
    fromSeconds,
    shape: {
      ...{ codedWidth: width, codedHeight: height },
      ...displayedSize({ width, height }, { num, den }, video.rotation || rotation),
      ...(color_space !== undefined && { colorSpace: color_space }),
      ...(color_primaries !== undefined && { colorPrimaries: color_primaries }),
    },
    span: {
      fromSeconds,
      sampleAspectRatio: video.rotation % 180 === 0 ? { num, den } : { num: den, den: num },
      rotation,
    },
  };
};

/** The clockwise rotation that a frame declares. The container's counts more, and can be repeated by frames. */
const rotationOf = (video: VideoStream, { side_data_list = [] }: SampledFrame): number | undefined => {
  const declared = side_data_list.find(({ rotation }) => rotation !== undefined)?.rotation;
  return video.rotation !== 0 || declared === undefined ? undefined : clockwise(declared);
};
