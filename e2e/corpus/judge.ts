import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VideoView } from '@media/sdk';
import { type Measured, measure } from '../support/measure.ts';
import { saveBody } from '../support/save-body.ts';
import type { Expected } from './expected.ts';

export type Outcome = { name: string; ok: boolean; source: string; result: string };

const describe = ({ video, audioSeconds }: Expected): string => {
  if (video) return `${video.width}x${video.height}, ${video.frames} frames, ${video.seconds.toFixed(3)} s`;
  return audioSeconds === undefined ? 'no media' : `audio, ${audioSeconds.toFixed(3)} s`;
};

const download = async (video: VideoView): Promise<Measured | undefined> => {
  const output = video.outputs.find(({ kind }) => kind === 'mp4') ?? video.outputs.find(({ kind }) => kind === 'audio');
  if (!output) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'media-judge-'));
  try {
    const file = join(dir, output.name);
    await saveBody(await fetch(output.url), file);
    return await measure(file);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
};

// Evening out 4:2:0 sides moves the shape of small video by up to two pixels a side.
const sameShape = (video: { width: number; height: number }, made: Measured): boolean =>
  Math.abs(video.width * made.height - video.height * made.width) <=
  2 * (video.width + video.height + made.width + made.height);

const AUDIO_TOLERANCE_SECONDS = 0.1; // encoders pad the last frame, and some decoders drop the first

const faults = ({ video: wanted, audioSeconds = 0 }: Expected, video: VideoView, made: Measured): string[] => {
  const off = wanted ? made.videoSeconds - wanted.seconds : made.durationSeconds - audioSeconds;
  const tolerance = wanted ? wanted.frameSeconds + 0.002 : AUDIO_TOLERANCE_SECONDS;
  return [
    ...(wanted && (video.source.width !== wanted.width || video.source.height !== wanted.height)
      ? [`size told ${video.source.width}x${video.source.height}`]
      : []),
    ...(wanted && !sameShape(wanted, made) ? [`shape ${made.width}x${made.height}`] : []),
    ...(wanted && made.frames !== wanted.frames ? [`${made.frames} frames instead of ${wanted.frames}`] : []),
    ...(Math.abs(off) > tolerance ? [`duration off by ${off.toFixed(3)} s`] : []),
  ];
};

/** Judges what became of a file: completed with the right duration and displayed size, or failed for its own fault, with a sentence. */
export const judge = async (name: string, wanted: Expected, video: VideoView | string): Promise<Outcome> => {
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
  const made = await download(video);
  if (!made) return { name, ok: false, source, result: 'completed without anything to download' };
  const wrong = faults(wanted, video, made);
  const result = `${made.width}x${made.height}, ${made.frames} frames, ${(made.videoSeconds || made.durationSeconds).toFixed(3)} s`;
  return { name, ok: wrong.length === 0, source, result: wrong.length > 0 ? `${result}: ${wrong.join('; ')}` : result };
};
