import type { AudioTrack, Plan } from '@media/core';
import {
  audioTailArgs,
  collectAudioEnd,
  type EncodedAudio,
  LEAD_SECONDS,
  ownSeconds,
  type RunResult,
  verifyAudioEnd,
} from '@media/media';
import type { StepContext } from '../run-task/step.js';

/** Logged for a file that can't be read further, and by some demuxers for a truncated one. ffprobe then stops there too. */
const UNREADABLE = /Input\/output error/;
/** Seeking lands on a packet that starts earlier. */
const MARGIN_SECONDS = 1;

export type AudioToCheck = {
  path: string;
  track: AudioTrack;
  plan: Pick<Plan, 'video' | 'durationMs'>;
  encoded: EncodedAudio;
  run: RunResult;
};

/**
 * Checks that the source has no more audio than was encoded, because ffmpeg exits successfully even when it can't read
 * further. Containers don't say where audio really ends, which can be long before the video. @throws AppError OUTPUT_WRONG
 */
export const checkAudioEnd = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { path, track, plan, encoded, run: { errorCount, logTail } }: AudioToCheck,
): Promise<void> => {
  // Decoders drop the damaged parts of a source, also at its end.
  if (errorCount > 0 && !UNREADABLE.test(logTail)) return;
  // Without video, the file is read from its start, because a seek by a wrong bitrate, as in some WAV files, gives wrong times.
  const from = plan.video
    ? Math.max(0, track.originSeconds + ownSeconds(encoded) - MARGIN_SECONDS)
    : track.originSeconds - LEAD_SECONDS;
  const end = collectAudioEnd();
  await ffprobe(audioTailArgs(path, track.streamIndex, from), { inputs: [path], onLine: end.add });
  const seconds = end.seconds();
  if (seconds !== undefined) verifyAudioEnd(track, plan.durationMs, encoded, seconds - track.originSeconds);
};
