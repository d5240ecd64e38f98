import { rm } from 'node:fs/promises';
import type { Rendition, VideoPlan } from '@media/core';
import { addMediaObjects, type MediaObjectRow, noteIfPlayable } from '@media/database';
import { encodeAndCheck, sumSegments } from '@media/media';
import { mediaObject } from '../encode/media-object.js';
import type { StepContext, StepDeps, StepOutcome } from '../run-task/step.js';

type NotCopied = {
  input: string;
  video: VideoPlan;
  rendition: Rendition;
  trackIndex: number;
  /** How the copy differed from the plan. */
  because: object;
};

/**
 * Encodes the one rendition that could not be copied, chunk after chunk at the cuts that all renditions share. The other
 * renditions are being encoded meanwhile, so this costs less than planning the job anew.
 */
export const encodeInstead = async (
  { threads }: Pick<StepDeps, 'threads'>,
  context: StepContext,
  { input, video, rendition, trackIndex, because }: NotCopied,
): Promise<StepOutcome> => {
  const { task, workDir } = context;
  const { copied: _, ...encoded } = rendition;
  const alone = { ...video, renditions: [encoded] };
  const objects: MediaObjectRow[] = [];
  let lostFrames = 0;
  for (const chunk of video.chunks) {
    const run = (argv: string[]) =>
      context.ffmpeg(argv, {
        inputs: [input],
        onProgress: ({ frames }) => context.progress((chunk.firstFrame + frames) / video.frameCount),
      });
    const made = await encodeAndCheck(run, { input, video: alone, chunk, outputDir: workDir, threads });
    lostFrames += made.lostFrames;
    for (const { path, parsed } of made.renditions) {
      const { key } = await context.upload(`${rendition.name}-${chunk.index}.mp4`, path, 'video/mp4');
      const place = { kind: 'video' as const, trackIndex, chunkIndex: chunk.index, key };
      objects.push(mediaObject(place, await sumSegments(path, parsed)));
      await rm(path);
    }
  }
  return {
    result: { copied: false, because, lostFrames },
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, objects);
      await noteIfPlayable(tx, job);
    },
  };
};
