import { encodedRenditions } from '@media/core';
import { addMediaObjects, noteIfPlayable } from '@media/database';
import { encodeAndCheck, sumSegments } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { chunkOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';
import { mediaObject } from './media-object.js';

/** Encodes a time range of the source into every rendition at once, and checks each against the plan before it is stored. */
export const encodeChunk: Step = async ({ sources, threads }, context) => {
  const { task, workDir, signal } = context;
  const { video, chunk } = chunkOf(task);
  await using source = await sources.open(workSource(task), { signal });
  const run = (argv: string[]) =>
    context.ffmpeg(argv, {
      inputs: [source.path],
      onProgress: ({ frames }) => context.progress(frames / chunk.expectedFrames),
    });
  const encoded = { ...video, renditions: encodedRenditions(video) };
  const made = await encodeAndCheck(run, { input: source.path, video: encoded, chunk, outputDir: workDir, threads });
  const objects = await Promise.all(
    made.renditions.map(async ({ rendition, path, parsed }) => {
      const { key } = await context.upload(`${rendition.name}.mp4`, path, 'video/mp4');
      const trackIndex = video.renditions.indexOf(rendition);
      const place = { kind: 'video' as const, trackIndex, chunkIndex: chunk.index, key };
      return mediaObject(place, await sumSegments(path, parsed));
    }),
  );
  return {
    result: { lostFrames: made.lostFrames },
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, objects);
      await noteIfPlayable(tx, job);
    },
  };
};
