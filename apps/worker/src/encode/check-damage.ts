import type { Chunk, SourceWarning, TaskResults, VideoPlan } from '@media/core';
import { type EncodedChunk, findDamagedFrames } from '@media/media';
import type { StepContext } from '../run-task/step.js';

export type DecodedChunk = { input: string; video: VideoPlan; chunk: Chunk };

export type Damage = TaskResults['encode'] & { warnings: SourceWarning[] };

/**
 * What the uploader is told about the frames of a chunk that couldn't be decoded, or only in part. Decodes the chunk again if its encoder
 * reported errors, because only that tells which frames they belong to. The last frame in the file isn't reported: where a file was cut off,
 * only a part of it is there.
 */
export const checkDamage = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { input, video, chunk }: DecodedChunk,
  { lostFrames, hasErrors }: Pick<EncodedChunk, 'lostFrames' | 'hasErrors'>,
): Promise<Damage> => {
  if (!hasErrors && lostFrames === 0) return { lostFrames, warnings: [] };
  const probe = (argv: string[], onLine: (line: string) => void) => ffprobe(argv, { inputs: [input], onLine });
  const { damagedMs, missingMs, last } = await findDamagedFrames(probe, { input, video }, chunk);
  const damagedFrames = damagedMs.length + last.damagedMs.length;
  return {
    lostFrames,
    ...(damagedFrames > 0 && { damagedFrames }),
    warnings: [
      ...lostWarning(lostFrames - last.missingMs.length, missingMs[0] ?? chunk.startMs),
      ...damagedWarning(damagedMs),
    ],
  };
};

const lostWarning = (frames: number, afterMs: number): SourceWarning[] =>
  frames > 0 ? [{ code: 'FRAMES_LOST', frames, afterMs }] : [];

const damagedWarning = (damagedMs: readonly number[]): SourceWarning[] => {
  const [afterMs, untilMs] = [damagedMs[0], damagedMs.at(-1)];
  if (afterMs === undefined || untilMs === undefined) return [];
  return [{ code: 'VIDEO_DAMAGED', frames: damagedMs.length, afterMs, untilMs }];
};
