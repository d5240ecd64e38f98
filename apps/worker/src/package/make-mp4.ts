import { join } from 'node:path';
import { AppError, endSecondsOf, endTicksOf, fractionValue, type Plan, type PlannedOutput } from '@media/core';
import type { NewOutput } from '@media/database';
import { lastFrameOf, remuxArgs, videoStartArgs, writeLanguages } from '@media/media';
import { streamLimit } from '../memory/memory-limit.js';
import { AUDIO_TOLERANCE_SECONDS } from '../outputs/audio-tolerance.js';
import type { StepContext } from '../run-task/step.js';
import { checkDownload } from './check-download.js';
import { framesOf, type JobTracks } from './job-tracks.js';

type Joined = JobTracks & { fileOf(name: string): string };

/** Remuxes the encoded video and audio into one downloadable file. */
export const makeMp4 = async (
  context: StepContext<'package'>,
  output: PlannedOutput,
  { videos, audios, fileOf }: Joined,
  plan: Plan,
): Promise<NewOutput> => {
  const video = videos.find(({ name }) => name === output.rendition);
  if (!video || !plan.video) throw new AppError('INTERNAL', { reason: 'no such rendition', output });
  const inside = audios.filter(({ name }) => output.audios.includes(name));
  const inputs = [video, ...inside].map(({ name }) => fileOf(name));
  const audioInputs = inside.map(({ name, track }) => ({ path: fileOf(name), track }));
  const path = join(context.workDir, output.name);
  const frameCount = framesOf(video);
  const videoInput = {
    video: fileOf(video.name),
    videoDelaySeconds: await startOf(context, fileOf(video.name)),
    lastFrame: lastFrameOf(plan.video, frameCount, endTicksOf(video)),
  };
  await context.ffmpeg(remuxArgs({ ...videoInput, audios: audioInputs }, path), {
    inputs,
    limits: streamLimit(context.task),
  });
  await writeLanguages(
    path,
    inside.map(({ track }) => track.language),
  );

  const frameSeconds = 1 / fractionValue(plan.video.frameRate);
  await checkDownload(context, path, {
    frameCount,
    seconds: Math.max(...[video, ...inside].map(endSecondsOf)),
    toleranceSeconds: frameSeconds + AUDIO_TOLERANCE_SECONDS,
    audioTracks: inside.length,
  });
  const { key, sizeBytes } = await context.upload(output.name, path, 'video/mp4');
  return { kind: 'mp4', name: output.name, key, sizeBytes, contentType: 'video/mp4' };
};

/** The first frame's time, which is delayed by the encoder's frame reordering. */
const startOf = async ({ ffprobe }: StepContext, path: string): Promise<number> => {
  const seconds = Number.parseFloat(await ffprobe(videoStartArgs(path), { inputs: [path] }));
  if (!Number.isFinite(seconds)) throw new AppError('OUTPUT_WRONG', { reason: 'no start time', path });
  return seconds;
};
