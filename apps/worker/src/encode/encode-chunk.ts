import { addMediaObjects, markIfPlayable, publishReplacement } from '@media/database';
import { encodeAndCheck } from '@media/media';
import { workSource } from '../fetch/work-source.js';
import { decodingLimit } from '../memory/memory-limit.js';
import { encodeWorkOf } from '../run-task/plan-of.js';
import type { Step } from '../run-task/step.js';
import { checkDamage } from './check-damage.js';
import { storeRendition } from './store-rendition.js';

/** Encodes a time range of the source into all renditions in one run, and checks each against the plan before storing it. */
export const encodeChunk: Step<'encode'> = async ({ sources, threads, packetClock }, context) => {
  const { task, workDir, signal } = context;
  const { video, chunk, renditions, isReplacement } = encodeWorkOf(task);
  await using source = await sources.open(workSource(task), { signal });
  const toEncode = { ...video, renditions: renditions.map(({ rendition }) => rendition) };
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
      const { name } = encoded.rendition;
      const trackIndex = video.renditions.findIndex((rendition) => rendition.name === name);
      return storeRendition(context, encoded, { name: `${name}.mp4`, trackIndex, chunkIndex: chunk.index });
    }),
  );
  return {
    result: { ...result, ...(isReplacement && { objects }) },
    publish: async (tx, job) => {
      await (isReplacement ? publishReplacement : addMediaObjects)(tx, task, objects);
      await markIfPlayable(tx, job);
    },
  };
};
