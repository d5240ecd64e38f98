import { join } from 'node:path';
import type { Plan, PlannedOutput } from '@media/core';
import { addOutputs, type NewOutput, setRenditionBitrates } from '@media/database';
import type { SoundResult } from '../audio/sound-result.js';
import { planOf } from '../run-task/plan-of.js';
import type { Step, StepContext } from '../run-task/step.js';
import { bitrateOf, type JobTracks, jobTracks, type Track } from './job-tracks.js';
import { joinedBytes, joinTrack } from './join-track.js';
import { makeM4a } from './make-m4a.js';
import { makeMp4 } from './make-mp4.js';

/** Reading the pieces back from the store is the longer part of packaging. */
const JOIN_SHARE = 0.6;

/** Makes what is downloaded out of the objects that are played, and names all outputs. With it the job ends. */
export const packageOutputs: Step = async ({ store, mediaRows }, context) => {
  const { task, workDir, signal } = context;
  const plan = planOf(task);
  const encoded = (task.results.audio ?? []) as SoundResult[];
  const tracks = jobTracks(plan, await mediaRows.objectsOf(task.organizationId, task.jobId), encoded);
  const fileOf = (name: string) => join(workDir, `${name}.joined.mp4`);
  const wanted = [...tracks.videos, ...tracks.sounds].filter(({ name }) => isDownloaded(plan, name));
  const onBytes = countBytes(context, wanted);
  for (const track of wanted) await joinTrack(store, track, fileOf(track.name), { signal, onBytes });
  const outputs = await makeOutputs(context, plan, { ...tracks, fileOf });
  return {
    publish: async (tx, job) => {
      await addOutputs(tx, job, outputs);
      await setRenditionBitrates(tx, task.jobId, tracks.videos.map(bitrateOf));
    },
  };
};

const isDownloaded = ({ outputs }: Plan, name: string): boolean =>
  outputs.some(({ kind, rendition, audios }) => !isPlaylist(kind) && (rendition === name || audios.includes(name)));

const countBytes = ({ progress }: StepContext, tracks: readonly Track[]) => {
  const total = tracks.reduce((sum, track) => sum + joinedBytes(track), 0);
  let done = 0;
  return (bytes: number): void => {
    done += bytes;
    progress((JOIN_SHARE * done) / total);
  };
};

const makeOutputs = async (
  context: StepContext,
  plan: Plan,
  tracks: JobTracks & { fileOf(name: string): string },
): Promise<NewOutput[]> => {
  const outputs: NewOutput[] = [];
  for (const output of plan.outputs) {
    if (output.kind === 'mp4') outputs.push(await makeMp4(context, plan, output, tracks));
    if (output.kind === 'audio') outputs.push(await makeM4a(context, output, tracks));
    if (isPlaylist(output.kind)) outputs.push(playlist(output));
    // The poster is named by the task that takes it: the job goes on without one.
  }
  return outputs;
};

const isPlaylist = (kind: PlannedOutput['kind']): boolean => kind === 'hls' || kind === 'dash';

/** Rendered from the rows whenever it is asked for. */
const playlist = ({ kind, name }: PlannedOutput): NewOutput => ({
  kind,
  name,
  contentType: kind === 'dash' ? 'application/dash+xml' : 'application/vnd.apple.mpegurl',
});
