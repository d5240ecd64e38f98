import type { ColorSpan } from '@media/core';
import type { SampledFrame } from './find-shapes.js';
import { hdrTransfer } from './parse-video-stream.js';

/** Filters can't be of any length. */
const MAX_SPANS = 200;

const keyOf = ({ pix_fmt, color_range, color_space, color_primaries, color_transfer }: SampledFrame): string =>
  [pix_fmt, color_range, color_space, color_primaries, color_transfer].join(' ');

/** Whether frames differ in what they declare about their colors. */
export const haveColors = (frames: readonly SampledFrame[]): boolean => new Set(frames.map(keyOf)).size > 1;

/** When which colors apply, from key frames or other frames in order; undefined if they are always the same. `endSeconds`: of the video. */
export const findColors = (frames: readonly SampledFrame[], endSeconds: number): ColorSpan[] | undefined => {
  const timed = frames.flatMap((frame) => {
    const fromSeconds = Number.parseFloat(frame.pts_time ?? '');
    return Number.isNaN(fromSeconds) ? [] : [{ frame, fromSeconds }];
  });
  const changes = timed.filter(
    ({ frame }, index) => index === 0 || keyOf(frame) !== keyOf(timed[index - 1]?.frame ?? {}),
  );
  if (changes.length < 2) return undefined;
  return changes.slice(0, MAX_SPANS).map(({ frame, fromSeconds }, index) => ({
    ...colorsOf(frame),
    fromSeconds,
    seconds: Math.max(0, (changes[index + 1]?.fromSeconds ?? endSeconds) - fromSeconds),
  }));
};

const colorsOf = (frame: SampledFrame): Omit<ColorSpan, 'fromSeconds' | 'seconds'> => {
  const { width = 0, height = 0, pix_fmt, color_range, color_space, color_primaries, color_transfer } = frame;
  const hdr = hdrTransfer(color_transfer);
  return {
    ...{ codedWidth: width, codedHeight: height },
    ...(pix_fmt !== undefined && { pixelFormat: pix_fmt }),
    ...(color_range !== undefined && { colorRange: color_range }),
    ...(color_space !== undefined && { colorSpace: color_space }),
    ...(color_primaries !== undefined && { colorPrimaries: color_primaries }),
    ...(color_transfer !== undefined && { colorTransfer: color_transfer }),
    ...(hdr && { hdr }),
  };
};
