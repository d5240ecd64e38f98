import { encodedRenditions } from '@media/core';
import { addMediaObjects, markIfPlayable } from '@media/database';
import { encodeAndCheck } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { decodingLimit } from '../memory/memory-limit.js';
import { chunkOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';
import { checkDamage } from './check-damage.js';
import { storeRendition } from './store-rendition.js';

/** Encodes a time range of the source into all renditions in one run, and checks each against the plan before storing it. */
export const encodeChunk: Step<'encode'> = async ({ sources, threads, packetClock }, context) => {
  const { task, workDir, signal } = context;
  const { video, chunk } = chunkOf(task);
  await using source = await sources.open(workSource(task), { signal });
  const toEncode = { ...video, renditions: encodedRenditions(video) };
  const run = (argv: string[]) =>
    context.ffmpeg(argv, {
      inputs: [source.path],
      limits: decodingLimit(task, { threads, encodes: toEncode }),
      onProgress: ({ frames }) => context.progress(frames / chunk.expectedFrames),
    });
  const toMake = { input: source.path, video: toEncode, chunk, outputDir: workDir, threads, packetClock };
  const made = await encodeAndCheck(run, toMake);
  const result = await checkDamage(context, toMake, made);
  const objects = await Promise.all(
    made.renditions.map((encoded) => {
      const trackIndex = video.renditions.indexOf(encoded.rendition);
      return storeRendition(context, encoded, {
        name: `${encoded.rendition.name}.mp4`,
        trackIndex,
        chunkIndex: chunk.index,
      });
    }),
  );
  return {
    result,
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, objects);
      await markIfPlayable(tx, job);
    },
  };
};
