import { AppError, type AudioTrack, type FailureReason, type Plan, type SourceWarning } from '@media/core';
import {
  audioTailArgs,
  collectAudioDuration,
  decodedSeconds,
  LEAD_SECONDS,
  type LineProbe,
  onlyLastPacketFails,
  type RunResult,
} from '@media/media';
import type { StepContext } from '../run-task/step.js';

/** Decoders drop priming samples and the padding of the last frame, so a shorter loss can't be measured. */
const MIN_LOST_SECONDS = 0.25;
/** A result with nothing but audio is useless if it's mostly silence. */
const MAX_LOST_SHARE = 0.5;

export type DecodedTrack = {
  path: string;
  track: AudioTrack;
  plan: Pick<Plan, 'video' | 'audios' | 'durationMs'>;
  run: Pick<RunResult, 'errorCount' | 'audioBytes'>;
  failedPackets: number;
};

/**
 * Warns about audio that couldn't be decoded. Gaps are filled with silence, so the length of the encoded track doesn't show them. Reads the
 * packets of the track again, but only if its decoder has reported errors, or if the track is all there is and has become much shorter. If only
 * the last packet fails, nothing is silent: it is padding of the container, or where the file was cut off.
 * @throws AppError SOURCE_DAMAGED if the track is all there is and most of it is lost
 */
export const findLostAudio = async (
  { ffprobe }: Pick<StepContext, 'ffprobe'>,
  { path, track, plan, failedPackets, run: { errorCount, audioBytes = 0 } }: DecodedTrack,
): Promise<SourceWarning[]> => {
  const isAlone = plan.video === undefined && plan.audios.length === 1;
  const plannedSeconds = plan.durationMs / 1000;
  const decoded = decodedSeconds(track, audioBytes);
  // Some decoders skip data without an error, such as that of Speex in WAV.
  const isShort = isAlone && decoded < (1 - MAX_LOST_SHARE) * plannedSeconds;
  if (errorCount === 0 && !isShort) return [];
  const probe: LineProbe = (argv, onLine) => ffprobe(argv, { inputs: [path], onLine });
  if (failedPackets === 1 && (await onlyLastPacketFails(probe, path, track.streamIndex))) return [];
  const from = track.originSeconds - LEAD_SECONDS;
  const packets = collectAudioDuration(from);
  await probe(audioTailArgs(path, track.streamIndex, from), packets.add);
  // Formats whose packets have no durations can't have gaps either.
  const seconds = packets.seconds() ?? (isAlone ? plannedSeconds : undefined);
  const { label } = track;
  if (seconds === undefined) return [{ code: 'AUDIO_LOST', label }];
  const lostSeconds = seconds - decoded;
  if (isAlone && lostSeconds > MAX_LOST_SHARE * seconds)
    throw new AppError('SOURCE_DAMAGED', { reason: mostlyLost(decoded, seconds) });
  if (lostSeconds >= MIN_LOST_SECONDS) return [{ code: 'AUDIO_LOST', label, lostMs: Math.round(lostSeconds * 1000) }];
  return failedPackets > 0 ? [{ code: 'AUDIO_LOST', label }] : [];
};

const mostlyLost = (intactSeconds: number, seconds: number): FailureReason => ({
  ...{ code: 'AUDIO_MOSTLY_LOST', intactMs: Math.round(intactSeconds * 1000), totalMs: Math.round(seconds * 1000) },
});
