import { join } from 'node:path';
import {
  AppError,
  assertNotMostlyCut,
  contentsOf,
  lostAudioWarnings,
  planTexts,
  type SourceProbe,
  unusableWarnings,
  uploadFormat,
} from '@media/core';
import {
  findCut,
  findUnread,
  joinedFlacParts,
  type LineProbe,
  lacksPacketTimes,
  type NormalizeRun,
  needsNormalizing,
  normalizeSource,
  probeFile,
  readTracks,
  tryAudios,
} from '@media/media';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';
import type { SourceRef } from '../sources/source-ref.js';

/** Share of the progress. Most of the time is spent downloading; only some sources are remuxed. */
const DOWNLOAD_SHARE = 0.8;

/**
 * Downloads the source and checks that it is media. A container that can't be cut (MPEG-TS, AVI, …) is remuxed once for all
 * later tasks. Throws what `probeFile` and the cache throw.
 */
export const fetchSource: Step<'fetch'> = async ({ sources }, context) => {
  const { key, etag, sizeBytes } = context.task.source;
  let received = 0;
  const onBytes = (bytes: number) => {
    received += bytes;
    context.progress((DOWNLOAD_SHARE * received) / sizeBytes);
  };
  await using source = await sources.open({ key, etag, sizeBytes }, { signal: context.signal, onBytes });
  const seen = await probeFile(context.ffprobe, source.path);
  if (!needsNormalizing(seen) && (await joinedFlacParts(source.path, seen)).length === 0)
    return { result: { warnings: [...(await findUnread(source.path, seen)), ...(await findCut(source.path, seen))] } };

  const ffprobe: LineProbe = (argv, onLine) => context.ffprobe(argv, { inputs: [source.path], onLine });
  if (await lacksPacketTimes(ffprobe, source.path, seen)) return { result: {} };

  const tried = await tryAudios(ffprobe, source.path, seen);
  // Without a track, there is nothing to remux; planning fails with the reason.
  if (!tried.video && tried.audios.length === 0) return { result: {} };

  const look = async (options: string[]) =>
    tryAudios(ffprobe, source.path, await probeFile(context.ffprobe, source.path, options));
  const read = await readTracks(ffprobe, source.path, tried, look);
  const { probe, warnings: clockWarnings, outliers, late } = read;
  const { recipe } = context.task.job;
  if (probe.video && recipe.video) assertNotMostlyCut(clockWarnings);
  const unusable = recipe.audio ? unusableWarnings(probe) : [];
  const { workDir } = context;
  const output = join(workDir, 'work');
  const toNormalize = { input: source.path, probe, output, workDir, outliers, late };
  const run: NormalizeRun = { ffmpeg: context.ffmpeg, ffprobe };
  const { container, lossy } = await normalizeSource(run, toNormalize).catch(nameContents(probe));
  // The copy lacks the subtitles that can't be kept.
  const { warnings: leftOutTexts } = planTexts(probe, 0);
  const lostAudio = recipe.audio ? lostAudioWarnings(probe, lossy) : [];
  const warnings = [...unusable, ...lostAudio, ...leftOutTexts, ...clockWarnings];
  const work = await store(context, output, `video/${container === 'mp4' ? 'mp4' : 'x-matroska'}`, sources);
  const { leftOutVideos } = probe;
  return { result: { work, warnings, upload: uploadFormat(probe), ...(leftOutVideos && { leftOutVideos }) } };
};

/** Nothing about the file is stored before it is probed again, so the failure says what it contains. */
const nameContents =
  (probe: SourceProbe) =>
  (error: unknown): never => {
    if (!(error instanceof AppError) || error.details.reason) throw error;
    throw new AppError(error.code, { ...error.details, reason: contentsOf(probe) }, { cause: error });
  };

const store = async (
  context: StepContext,
  path: string,
  contentType: string,
  sources: StepDeps['sources'],
): Promise<SourceRef> => {
  const { key, etag, sizeBytes } = await context.upload('work', path, contentType);
  const work = { key, etag, sizeBytes };
  await sources.adopt(work, path);
  return work;
};
