import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, type FieldSample, mayBeInterlaced, type VideoStream } from '@media/core';
import { findAlphaDecoder } from './find-alpha-decoder.js';
import { hdrPeak } from './hdr-peak.js';
import { displayedSize, fraction } from './parse-video-stream.js';
import type { SideData } from './probe-document.js';
import { FIELD_KEY, fieldSampleArgs, frameSampleArgs, type VideoSource } from './sample-args.js';

export type SampleRun = {
  ffprobe(argv: string[]): Promise<string>;
  ffmpeg(argv: string[]): Promise<unknown>;
  /** For a list of frames. */
  workDir: string;
};

type SampledFrame = {
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  interlaced_frame?: number;
  color_space?: string;
  color_primaries?: string;
  side_data_list?: SideData[];
};

/**
 * What only decoded frames tell: interlacing that the container doesn't mark, sizes and pixel aspect ratios that change, the peak of
 * HDR, and which decoder shows transparency. Decodes some frames at a few places. A place that can't be decoded tells nothing.
 */
export const sampleVideo = async (run: SampleRun, path: string, source: VideoSource): Promise<VideoStream> => {
  const { video } = source;
  const frames = await sampleFrames(run, path, source);
  const marked = frames.filter(({ interlaced_frame }) => interlaced_frame === 1).length;
  const fields = mayBeInterlaced(video, marked) ? await sampleFields(run, path, source) : undefined;
  const decodes = async (argv: string[]) => (await unlessUndecodable(() => run.ffmpeg(argv))) !== undefined;
  return {
    ...video,
    ...(await findAlphaDecoder(decodes, path, video)),
    ...shapeOf(video, frames),
    ...(video.hdr && video.hdrPeakNits === undefined && hdrPeak(frames.flatMap((frame) => frame.side_data_list ?? []))),
    ...(fields && { fields: { ...fields, marked } }),
  };
};

const sampleFrames = async ({ ffprobe }: SampleRun, path: string, source: VideoSource): Promise<SampledFrame[]> => {
  const json = await unlessUndecodable(() => ffprobe(frameSampleArgs(path, source)));
  return json === undefined ? [] : ((JSON.parse(json) as { frames?: SampledFrame[] }).frames ?? []);
};

const sampleFields = async (
  { ffmpeg, workDir }: SampleRun,
  path: string,
  source: VideoSource,
): Promise<Omit<FieldSample, 'marked'> | undefined> => {
  const list = join(workDir, 'fields');
  return unlessUndecodable(async () => {
    await ffmpeg(fieldSampleArgs(path, source, list));
    const kinds = (await readFile(list, 'utf8')).split('\n').filter((line) => line.startsWith(FIELD_KEY));
    const count = (kind: string): number => kinds.filter((line) => line === `${FIELD_KEY}=${kind}`).length;
    return {
      topFirst: count('tff'),
      bottomFirst: count('bff'),
      progressive: count('progressive'),
      frames: kinds.length,
    };
  });
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

/** The most frequent shape, the larger of equally frequent ones; and all shapes if they differ. */
const shapeOf = (video: VideoStream, frames: readonly SampledFrame[]): Partial<VideoStream> => {
  const counts = new Map<
    string,
    { frame: Required<Pick<SampledFrame, 'width' | 'height'>> & SampledFrame; count: number }
  >();
  for (const frame of frames) {
    const { width = 0, height = 0, sample_aspect_ratio = '' } = frame;
    const key = `${width} ${height} ${sample_aspect_ratio}`;
    if (width > 0 && height > 0)
      counts.set(key, { frame: { ...frame, width, height }, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  if (counts.size < 2) return {};
  const area = ({ frame }: { frame: { width: number; height: number } }) => frame.width * frame.height;
  const [main, ...others] = [...counts.values()].toSorted((a, b) => b.count - a.count || area(b) - area(a));
  if (!main) return {};
  const ratioOf = (frame: SampledFrame) => fraction(frame.sample_aspect_ratio) ?? { num: 1, den: 1 };
  const shapes = [main, ...others].map(({ frame }) => ({
    ...{ codedWidth: frame.width, codedHeight: frame.height },
    ...displayedSize(frame, ratioOf(frame), video.rotation),
    ...(frame.color_space !== undefined && { colorSpace: frame.color_space }),
    ...(frame.color_primaries !== undefined && { colorPrimaries: frame.color_primaries }),
  }));
  return { ...shapes[0], sampleAspectRatio: ratioOf(main.frame), shapes };
};
