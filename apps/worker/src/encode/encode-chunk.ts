import type { Rendition } from '@media/core';
import { addMediaObjects, type MediaObjectRow, noteIfPlayable } from '@media/database';
import { chunkArgs, chunkFile, parseCmafFile, verifySegments } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { chunkOf } from '../run-task/plan-of.js';
import type { Step, StepContext } from '../run-task/step.js';
import { mediaObject } from './media-object.js';

/** Encodes a time range of the source into every rendition at once, and checks each against the plan before it is stored. */
export const encodeChunk: Step = async ({ sources }, context) => {
  const { task, workDir, signal } = context;
  const { video, chunk } = chunkOf(task);
  await using source = await sources.open(workSource(task), { signal });
  const { errorCount } = await context.ffmpeg(chunkArgs(source.path, video, chunk, workDir), {
    inputs: [source.path],
    onProgress: ({ frames }) => context.progress(frames / chunk.expectedFrames),
  });
  const isDamaged = errorCount > 0;

  const objects = await Promise.all(
    video.renditions.map(async (rendition, trackIndex) => {
      const parsed = await parseCmafFile(chunkFile(workDir, rendition));
      verifySegments(chunk, video.clock, rendition, parsed, { isDamaged });
      const { key } = await uploadRendition(context, rendition);
      return mediaObject({ kind: 'video', trackIndex, chunkIndex: chunk.index, key }, parsed);
    }),
  );
  return {
    result: { lostFrames: chunk.expectedFrames - framesOf(objects[0]) },
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, objects);
      await noteIfPlayable(tx, job);
    },
  };
};

const uploadRendition = ({ upload, workDir }: StepContext, rendition: Rendition) =>
  upload(`${rendition.name}.mp4`, chunkFile(workDir, rendition), 'video/mp4');

const framesOf = (object: MediaObjectRow | undefined): number =>
  (object?.segments ?? []).reduce((sum, { samples }) => sum + samples, 0);
