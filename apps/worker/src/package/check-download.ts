import { AppError } from '@media/core';
import { probeFile } from '@media/media';
import type { StepContext } from '../run-task/step.js';

export type Expected = { frameCount?: number; seconds: number; toleranceSeconds: number; audioTracks: number };

/** MP4 edit lists have millisecond precision. */
const START_TOLERANCE_SECONDS = 0.002;

/** Checks a finished file as a player sees it: frame count, duration, and a common start of video and audio. Throws OUTPUT_WRONG. */
export const checkDownload = async ({ ffprobe }: StepContext, path: string, expected: Expected): Promise<void> => {
  const probe = await probeFile(ffprobe, path);
  const fail = (reason: string, details: object): never => {
    throw new AppError('OUTPUT_WRONG', { reason, path, expected, ...details });
  };
  const frameCount = probe.video?.frameCount;
  if (frameCount !== expected.frameCount) fail('frames', { frameCount });
  if (probe.audios.length !== expected.audioTracks) fail('audio tracks', { found: probe.audios.length });
  const seconds = probe.durationMs / 1000;
  if (Math.abs(seconds - expected.seconds) > expected.toleranceSeconds) fail('length', { seconds });
  const starts = [probe.startSeconds, ...probe.audios.map(({ startSeconds }) => startSeconds ?? 0)];
  if (starts.some((start) => Math.abs(start) > START_TOLERANCE_SECONDS)) fail('start', { starts });
};
