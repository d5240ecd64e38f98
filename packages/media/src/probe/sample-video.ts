import { AppError, mayBeInterlaced, type VideoStream } from '@media/core';
import { findAlphaDecoder } from './find-alpha-decoder.js';
import { findColors, haveColors } from './find-colors.js';
import { findShapes, haveShapes, type SampledFrame } from './find-shapes.js';
import { hdrPeak } from './hdr-peak.js';
import { frameSampleArgs, keyFrameArgs, type VideoSource } from './sample-args.js';
import { sampleFields } from './sample-fields.js';
import type { SampleRun } from './sample-run.js';

/**
 * What only decoded frames tell: interlacing that the container doesn't mark, sizes, pixel aspect ratios and colors that change, the peak of
 * HDR, closed captions, and which decoder shows transparency. Decodes some frames at a few places. A place that can't be decoded tells nothing.
 */
export const sampleVideo = async (run: SampleRun, path: string, source: VideoSource): Promise<VideoStream> => {
  const { video } = source;
  const frames = await framesOf(run, frameSampleArgs(path, source));
  const marked = frames.filter(({ interlaced_frame }) => interlaced_frame === 1).length;
  const fields = mayBeInterlaced(video, marked)
    ? await unlessUndecodable(() => sampleFields(run, path, source, video.interlaced || marked > 0))
    : undefined;
  const decodes = async (argv: string[]) => (await unlessUndecodable(() => run.ffmpeg(argv))) !== undefined;
  return {
    ...video,
    ...(await findAlphaDecoder(decodes, path, video)),
    ...(await changesOf(run, path, source, frames)),
    ...(video.hdr && video.hdrPeakNits === undefined && hdrPeak(frames.flatMap((frame) => frame.side_data_list ?? []))),
    ...(frames.some(hasCaptions) && { closedCaptions: true as const }),
    ...(fields && { fields: { ...fields, marked } }),
  };
};

/** ffprobe knows about captions in a stream only if it had to decode it. */
const hasCaptions = ({ side_data_list = [] }: SampledFrame): boolean =>
  side_data_list.some(({ side_data_type }) => side_data_type === 'ATSC A53 Part 4 Closed Captions');

const framesOf = async ({ ffprobe }: SampleRun, argv: string[]): Promise<SampledFrame[]> => {
  const json = await unlessUndecodable(() => ffprobe(argv));
  return json === undefined ? [] : ((JSON.parse(json) as { frames?: SampledFrame[] }).frames ?? []);
};

/** Shapes and colors change at key frames. Only these are decoded, but all of them, because every change matters. */
const changesOf = async (
  run: SampleRun,
  path: string,
  source: VideoSource,
  sampled: readonly SampledFrame[],
): Promise<Partial<VideoStream>> => {
  const { video, startSeconds, durationMs } = source;
  const [hasShapes, hasColors] = [haveShapes(video, sampled), haveColors(sampled)];
  if (!hasShapes && !hasColors) return {};
  const keys = await framesOf(run, keyFrameArgs(path, video.streamIndex));
  const frames = keys.length > 0 ? keys : sampled;
  const endSeconds = startSeconds + durationMs / 1000;
  const colorSpans = hasColors ? findColors(frames, endSeconds) : undefined;
  return { ...(hasShapes && findShapes(video, frames, endSeconds)), ...(colorSpans && { colorSpans }) };
};

/** Later steps report damage, with its place. */
const unlessUndecodable = async <T>(sample: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await sample();
  } catch (error) {
    if (error instanceof AppError && /^(SOURCE_|ENCODER_CRASHED)/.test(error.code)) return undefined;
    throw error;
  }
};
