import { join } from 'node:path';
import { addMediaObjects, noteIfPlayable } from '@media/database';
import { audioArgs, parseCmafFile, verifySound } from '@media/media';
import { mediaObject } from '../encode/media-object.js';
import { workSource } from '../fetch/work-source.js';
import { planOf, trackOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';

/** Encodes one audio track of the source, whole, into one CMAF object. */
export const encodeAudio: Step = async ({ sources }, context) => {
  const { task, signal } = context;
  const track = trackOf(task);
  const { durationMs } = planOf(task);
  const output = join(context.workDir, `${track.name}.mp4`);
  await using source = await sources.open(workSource(task), { signal });
  await context.ffmpeg(audioArgs(source.path, track, durationMs, output), {
    inputs: [source.path],
    onProgress: ({ outTimeMs }) => context.progress(outTimeMs / durationMs),
  });
  const parsed = await parseCmafFile(output);
  verifySound(track, durationMs, parsed);
  const { key } = await context.upload(`${track.name}.mp4`, output, 'audio/mp4');
  const object = mediaObject({ kind: 'audio', trackIndex: track.index, chunkIndex: 0, key }, parsed);
  return {
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, [object]);
      await noteIfPlayable(tx, job);
    },
  };
};
