import { AppError, endSecondsOf, fractionValue, isDownload, type Plan, type PlannedOutput } from '@media/core';
import type { JobObject, JobOutput } from '@media/database';
import { type JobTrack, readDownload } from '@media/media';
import type { ObjectStore } from '@media/storage';
import { AUDIO_TOLERANCE_SECONDS } from '../outputs/audio-tolerance.js';
import type { Finding } from '../outputs/findings.js';
import { isInside } from '../outputs/is-inside.js';

type Inside = { plan: Plan; tracks: readonly JobTrack<JobObject>[]; signal: AbortSignal };

/**
 * Reads the headers of the downloads in the store: index before media, all tracks, expected duration. Frames were counted
 * before the upload; ffprobe has no network access and couldn't count them here.
 */
export const checkDownloads = async (
  store: Pick<ObjectStore, 'getBytes'>,
  outputs: readonly JobOutput[],
  inside: Inside,
): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const output of outputs) {
    const planned = inside.plan.outputs.find(({ kind, name }) => kind === output.kind && name === output.name);
    if (!planned || !isDownload(output.kind)) continue;
    const wrong = await checkHead(store, output, planned, inside);
    if (wrong) findings.push({ taskId: output.taskId, key: output.key, ...wrong });
  }
  return findings;
};

const checkHead = async (
  store: Pick<ObjectStore, 'getBytes'>,
  { key, sizeBytes: size }: JobOutput,
  planned: PlannedOutput,
  { plan, tracks, signal }: Inside,
): Promise<({ reason: string } & Record<string, unknown>) | undefined> => {
  const read = (start: number, length: number) =>
    store.getBytes(key, { range: { start, end: Math.min(size, start + length) - 1 }, signal });
  const wanted = tracks.filter((track) => isInside(planned, nameOf(plan, track)));
  try {
    const { trackCount, seconds } = await readDownload({ size, read });
    if (trackCount !== wanted.length) return { reason: 'tracks', expected: wanted.length, found: trackCount };
    const expected = Math.max(...wanted.map((track) => endSecondsOf(track) - paddingSeconds(plan, planned, track)));
    const frameSeconds = plan.video ? 1 / fractionValue(plan.video.frameRate) : 0;
    const isLong = Math.abs(seconds - expected) <= frameSeconds + AUDIO_TOLERANCE_SECONDS;
    return isLong ? undefined : { reason: 'length', expected, found: seconds };
  } catch (error) {
    if (error instanceof AppError && error.code === 'OUTPUT_WRONG') return { reason: 'head', ...error.details };
    throw error;
  }
};

/** An M4A has no padding silence, unlike the audio of a video. */
const paddingSeconds = ({ audios }: Plan, { kind }: PlannedOutput, track: JobTrack): number =>
  (kind === 'audio' && audios[track.index]?.padSeconds) || 0;

const nameOf = ({ video, audios }: Plan, { kind, index }: JobTrack): string =>
  (kind === 'video' ? video?.renditions[index]?.name : audios[index]?.name) ?? '';
