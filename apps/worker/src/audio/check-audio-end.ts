import type { AudioTrack } from '@media/core';
import {
  audioTailArgs,
  collectAudioEnd,
  ownSeconds,
  type ParsedCmaf,
  type RunResult,
  verifyAudioEnd,
} from '@media/media';
import type { StepContext } from '../run-task/step.js';

/** Said of a file that cannot be read on, and by some demuxers of one that was cut off: ffprobe then ends there, too. */
const UNREADABLE = /Input\/output error/;
/** Seeking lands on a packet that began before. */
const MARGIN_SECONDS = 1;

export type AudioToCheck = { path: string; track: AudioTrack; durationMs: number; parsed: ParsedCmaf; run: RunResult };

/**
 * Looks whether the source has more audio than was made of it: ffmpeg ends well, too, when it cannot read on. Where the
 * audio really ends, no container tells, and it may be long before the video does. @throws AppError OUTPUT_WRONG
 */
export const checkAudioEnd = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { path, track, durationMs, parsed, run: { errorCount, logTail } }: AudioToCheck,
): Promise<void> => {
  // Of a damaged source decoders leave out what they cannot decode, also at its end.
  if (errorCount > 0 && !UNREADABLE.test(logTail)) return;
  const from = Math.max(0, track.originSeconds + ownSeconds(track, parsed) - MARGIN_SECONDS);
  const end = collectAudioEnd();
  await ffprobe(audioTailArgs(path, track.streamIndex, from), { inputs: [path], onLine: end.add });
  const seconds = end.seconds();
  if (seconds !== undefined) verifyAudioEnd(track, durationMs, parsed, seconds - track.originSeconds);
};
