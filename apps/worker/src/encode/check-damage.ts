import type { Chunk, SourceWarning, TaskResults, VideoPlan } from '@media/core';
import { type EncodedChunk, findDamagedFrames } from '@media/media';
import type { StepContext } from '../run-task/step.js';

export type DecodedChunk = { input: string; video: VideoPlan; chunk: Chunk };

export type Damage = TaskResults['encode'] & { warnings: SourceWarning[] };

/**
 * What the uploader is told about the frames of a chunk that couldn't be decoded, or only in part. Decodes the chunk again if its encoder
 * reported errors, because only that tells which frames they belong to.
 */
export const checkDamage = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { input, video, chunk }: DecodedChunk,
  { lostFrames, hasErrors }: Pick<EncodedChunk, 'lostFrames' | 'hasErrors'>,
): Promise<Damage> => {
  const probe = (argv: string[], onLine: (line: string) => void) => ffprobe(argv, { inputs: [input], onLine });
  const damaged = hasErrors ? await findDamagedFrames(probe, { input, video }, chunk) : undefined;
  const lost: SourceWarning[] =
    lostFrames > 0 ? [{ code: 'FRAMES_LOST', frames: lostFrames, afterMs: chunk.startMs }] : [];
  if (!damaged) return { lostFrames, warnings: lost };
  const { count: frames, firstMs: afterMs, lastMs: untilMs } = damaged;
  return {
    lostFrames,
    damagedFrames: frames,
    warnings: [...lost, { code: 'VIDEO_DAMAGED', frames, afterMs, untilMs }],
  };
};
