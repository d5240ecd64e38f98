import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DownloadKind,
  type FileSum,
  isDownload,
  isPlaylist,
  PLAYLISTS,
  type Plan,
  type PlannedOutput,
} from '@media/core';
import { addOutputs, type NewOutput, setRenditionBitrates } from '@media/database';
import { fileSum } from '../outputs/file-sum.js';
import { throwOnFindings } from '../outputs/findings.js';
import { isInside } from '../outputs/is-inside.js';
import { planOf } from '../run-task/plan-of.js';
import type { Step, StepContext, StepDeps } from '../run-task/step.js';
import { damagedCopies } from './damaged-copies.js';
import { bitrateOf, type JobTracks, jobTracks, type Track } from './job-tracks.js';
import { joinedBytes, joinTrack } from './join-track.js';
import { makeM4a } from './make-m4a.js';
import { makeMp4 } from './make-mp4.js';

/** Share of the progress. Reading the objects back from the store takes most of the time. */
const JOIN_SHARE = 0.6;

/**
 * Makes the downloads from the streamed objects, and publishes all outputs except images.
 * @throws VerificationError if a copied rendition must be encoded, or if a segment differs from what its task stored
 */
export const packageOutputs: Step<'package'> = async ({ store, mediaRows }, context) => {
  const { task } = context;
  const plan = planOf(task);
  const { objects } = await mediaRows.ofJob(task.organizationId, task.jobId);
  throwOnFindings(damagedCopies(plan, objects, task.results));
  const tracks = jobTracks(plan, objects, [...(task.results.audio?.values() ?? [])]);
  const files = joinedFiles(store, context, plan, tracks);
  const outputs: NewOutput[] = [];
  const sums: FileSum[] = [];
  for (const output of plan.outputs) {
    const { kind, name } = output;
    // Rendered from the rows on request.
    if (isPlaylist(kind)) outputs.push({ kind, name, contentType: PLAYLISTS[kind].contentType });
    // Images are published by their own tasks, which are optional.
    if (!isDownload(kind)) continue;
    const { made, sum } = await makeDownload(context, plan, { ...output, kind }, { ...tracks, files });
    outputs.push(made);
    sums.push(sum);
  }
  return {
    result: { files: sums },
    publish: async (tx, job) => {
      await addOutputs(tx, job, outputs);
      await setRenditionBitrates(tx, task.jobId, tracks.videos.map(bitrateOf));
    },
  };
};

type MakeDownload = (
  context: StepContext<'package'>,
  output: PlannedOutput,
  tracks: JobTracks & { fileOf(name: string): string },
  plan: Plan,
) => Promise<NewOutput>;

const MAKERS: Record<DownloadKind, MakeDownload> = { mp4: makeMp4, audio: makeM4a };

/** One download at a time, so the disk needs room for the audio once and for one rendition's video twice. */
const makeDownload = async (
  context: StepContext<'package'>,
  plan: Plan,
  output: PlannedOutput & { kind: DownloadKind },
  { videos, audios, files }: JobTracks & { files: ReturnType<typeof joinedFiles> },
): Promise<{ made: NewOutput; sum: FileSum }> => {
  const inside = [...videos, ...audios].filter(({ name }) => isInside(output, name));
  for (const track of inside) await files.join(track);
  const tracks = { videos, audios, fileOf: files.fileOf };
  const made = await MAKERS[output.kind](context, output, tracks, plan);
  const path = join(context.workDir, output.name);
  const sum = await fileSum(output.kind, output.name, path);
  await rm(path);
  for (const { name } of videos) await files.remove(name);
  return { made, sum };
};

/** Tracks as files, each read from the store when first needed. */
const joinedFiles = (
  store: StepDeps['store'],
  context: StepContext,
  { outputs }: Plan,
  { videos, audios }: JobTracks,
) => {
  const { workDir, signal } = context;
  const downloads = outputs.filter(({ kind }) => isDownload(kind));
  const wanted = [...videos, ...audios].filter(({ name }) => downloads.some((output) => isInside(output, name)));
  const onBytes = countBytes(context, wanted);
  const joined = new Set<string>();
  const fileOf = (name: string) => join(workDir, `${name}.joined.mp4`);
  return {
    fileOf,
    join: async (track: Track): Promise<void> => {
      if (joined.has(track.name)) return;
      await joinTrack(store, track, fileOf(track.name), { signal, onBytes });
      joined.add(track.name);
    },
    remove: async (name: string): Promise<void> => {
      if (joined.delete(name)) await rm(fileOf(name));
    },
  };
};

const countBytes = ({ progress }: StepContext, tracks: readonly Track[]) => {
  const total = tracks.reduce((sum, track) => sum + joinedBytes(track), 0);
  let done = 0;
  return (bytes: number): void => {
    done += bytes;
    progress((JOIN_SHARE * done) / total);
  };
};
