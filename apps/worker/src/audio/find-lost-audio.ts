import type { AudioTrack, SourceWarning } from '@media/core';
import { audioTailArgs, collectAudioDuration, decodedSeconds, LEAD_SECONDS, type RunResult } from '@media/media';
import type { StepContext } from '../run-task/step.js';

/** Decoders drop priming samples and the padding of the last frame, so a shorter loss can't be measured. */
const MIN_LOST_SECONDS = 0.25;

export type DecodedTrack = {
  path: string;
  track: AudioTrack;
  run: Pick<RunResult, 'errorCount' | 'audioBytes'>;
  failedPackets: number;
};

/**
 * Warns about audio that couldn't be decoded. Gaps are filled with silence, so the length of the encoded track doesn't show them. Reads the
 * packets of the track again, but only if its decoder has reported errors.
 */
export const findLostAudio = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { path, track, failedPackets, run: { errorCount, audioBytes = 0 } }: DecodedTrack,
): Promise<SourceWarning[]> => {
  if (errorCount === 0) return [];
  const from = track.originSeconds - LEAD_SECONDS;
  const packets = collectAudioDuration(from);
  await ffprobe(audioTailArgs(path, track.streamIndex, from), { inputs: [path], onLine: packets.add });
  const seconds = packets.seconds();
  const { label } = track;
  if (seconds === undefined) return [{ code: 'AUDIO_LOST', label }];
  const lostSeconds = seconds - decodedSeconds(track, audioBytes);
  if (lostSeconds >= MIN_LOST_SECONDS) return [{ code: 'AUDIO_LOST', label, lostMs: Math.round(lostSeconds * 1000) }];
  return failedPackets > 0 ? [{ code: 'AUDIO_LOST', label }] : [];
};
