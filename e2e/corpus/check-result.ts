import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VideoView } from '@media/sdk';
import { type Measured, measure } from '../support/measure.ts';
import { saveResponse } from '../support/save-response.ts';
import type { Expected } from './expected.ts';

export type Outcome = { name: string; ok: boolean; source: string; result: string };

const describe = ({ video, audioSeconds }: Expected): string => {
  if (video) return `${video.width}x${video.height}, ${video.frames} frames, ${video.seconds.toFixed(3)} s`;
  return audioSeconds === undefined ? 'no media' : `audio, ${audioSeconds.toFixed(3)} s`;
};

const download = async (video: VideoView): Promise<Measured | undefined> => {
  const output = video.outputs.find(({ kind }) => kind === 'mp4') ?? video.outputs.find(({ kind }) => kind === 'audio');
  if (!output) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'media-corpus-result-'));
  try {
    const file = join(dir, output.name);
    await saveResponse(await fetch(output.url), file);
    return await measure(file);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

// 4:2:0 needs even dimensions, which changes the aspect ratio of small videos by up to two pixels per side.
const sameShape = (video: { width: number; height: number }, measured: Measured): boolean =>
  Math.abs(video.width * measured.height - video.height * measured.width) <=
  2 * (video.width + video.height + measured.width + measured.height);

const AUDIO_TOLERANCE_SECONDS = 0.1; // encoders pad the last frame, and some decoders drop the first

const problemsOf = ({ video: wanted, audioSeconds = 0 }: Expected, video: VideoView, measured: Measured): string[] => {
  const difference = wanted ? measured.videoSeconds - wanted.seconds : measured.durationSeconds - audioSeconds;
  const tolerance = wanted ? wanted.frameSeconds + 0.002 : AUDIO_TOLERANCE_SECONDS;
  return [
    ...(wanted && (video.source.width !== wanted.width || video.source.height !== wanted.height)
      ? [`reported size ${video.source.width}x${video.source.height}`]
      : []),
    ...(wanted && !sameShape(wanted, measured) ? [`shape ${measured.width}x${measured.height}`] : []),
    ...(wanted && measured.frames !== wanted.frames ? [`${measured.frames} frames instead of ${wanted.frames}`] : []),
    ...(Math.abs(difference) > tolerance ? [`duration off by ${difference.toFixed(3)} s`] : []),
  ];
};

/** Passes if the video completed with the right duration and display size, or failed because of its source with a clear message. */
export const checkResult = async (name: string, wanted: Expected, video: VideoView | string): Promise<Outcome> => {
  const source = describe(wanted);
  if (typeof video === 'string') return { name, ok: video.startsWith('refused'), source, result: video };
  if (video.status !== 'completed') {
    const message = video.error?.message ?? '';
    return {
      name,
      ok: /^SOURCE_/.test(video.error?.code ?? '') && /^[A-Z].+\.$/.test(message),
      source,
      result: `${video.status}: ${video.error?.code} ${message}`,
    };
  }
  const measured = await download(video);
  if (!measured) return { name, ok: false, source, result: 'completed without anything to download' };
  const problems = problemsOf(wanted, video, measured);
  const result = `${measured.width}x${measured.height}, ${measured.frames} frames, ${(measured.videoSeconds || measured.durationSeconds).toFixed(3)} s`;
  return {
    name,
    ok: problems.length === 0,
    source,
    result: problems.length > 0 ? `${result}: ${problems.join('; ')}` : result,
  };
};
