import { join } from 'node:path';
import { AppError, endSecondsOf, type PlannedOutput } from '@media/core';
import type { NewOutput } from '@media/database';
import { m4aArgs, writeLanguages } from '@media/media';
import { streamLimit } from '../memory/memory-limit.js';
import { AUDIO_TOLERANCE_SECONDS } from '../outputs/audio-tolerance.js';
import type { StepContext } from '../run-task/step.js';
import { checkDownload } from './check-download.js';
import { type JobTracks } from './job-tracks.js';

/** Remuxes one encoded audio track into a downloadable file. */
export const makeM4a = async (
  context: StepContext<'package'>,
  output: PlannedOutput,
  { audios, fileOf }: Pick<JobTracks, 'audios'> & { fileOf(name: string): string },
): Promise<NewOutput> => {
  const audio = audios.find(({ name }) => output.audios.includes(name));
  if (!audio) throw new AppError('INTERNAL', { reason: 'no such audio track', output });
  const path = join(context.workDir, output.name);
  const input = fileOf(audio.name);
  // The padding silence is for video playback only.
  const seconds = endSecondsOf(audio) - (audio.track.padSeconds ?? 0);
  const argv = m4aArgs(input, audio.track, path, audio.track.padSeconds && seconds);
  await context.ffmpeg(argv, { inputs: [input], limits: streamLimit(context.task) });
  await writeLanguages(path, [audio.track.language]);
  const expected = { seconds, toleranceSeconds: AUDIO_TOLERANCE_SECONDS, audioTracks: 1 };
  await checkDownload(context, path, expected);
  const { key, sizeBytes } = await context.upload(output.name, path, 'audio/mp4');
  return { kind: 'audio', name: output.name, key, sizeBytes, contentType: 'audio/mp4' };
};
