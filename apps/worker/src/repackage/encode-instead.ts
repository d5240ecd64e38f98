import { rm } from 'node:fs/promises';
import type { MediaObject, NonStandardReason, Rendition, SourceWarning, VideoPlan } from '@media/core';
import { addMediaObjects, markIfPlayable } from '@media/database';
import { encodeAndCheck } from '@media/media';
import { checkDamage } from '../encode/check-damage.js';
import { storeRendition } from '../encode/store-rendition.js';
import { decodingLimit } from '../memory/memory-limit.js';
import type { StepContext, StepDeps, StepOutcome } from '../run-task/step.js';

type NotCopied = {
  input: string;
  video: VideoPlan;
  rendition: Rendition;
  trackIndex: number;
  /** How the copy differed from the plan. */
  because: { reason?: unknown };
};

/** What the reasons of our checks say about the file. */
const REASONS: Readonly<Record<string, NonStandardReason>> = {
  'parameter sets change': 'codecParameters',
  'key frame is not an IDR frame': 'openGop',
  'damaged source': 'damaged',
};

/**
 * Encodes the rendition that couldn't be copied, chunk by chunk at the boundaries that all renditions share. The other
 * renditions are already being encoded, so this costs less than replanning the job.
 */
export const encodeInstead = async (
  { threads, packetClock }: Pick<StepDeps, 'threads' | 'packetClock'>,
  context: StepContext<'repackage'>,
  { input, video, rendition, trackIndex, because }: NotCopied,
): Promise<StepOutcome<'repackage'>> => {
  const { task, workDir } = context;
  const { copied: _, ...encoded } = rendition;
  const alone = { ...video, renditions: [encoded] };
  const objects: MediaObject[] = [];
  const warnings: SourceWarning[] = [];
  let lostFrames = 0;
  for (const chunk of video.chunks) {
    const run = (argv: string[]) =>
      context.ffmpeg(argv, {
        inputs: [input],
        limits: decodingLimit(task, { threads, encodes: alone }),
        onProgress: ({ frames }) => context.progress((chunk.firstFrame + frames) / video.frameCount),
      });
    const toMake = { input, video: alone, chunk, outputDir: workDir, threads, packetClock };
    const made = await encodeAndCheck(run, toMake);
    lostFrames += made.lostFrames;
    warnings.push(...(await checkDamage(context, toMake, made)).warnings);
    for (const one of made.renditions) {
      const name = `${rendition.name}-${chunk.index}.mp4`;
      objects.push(await storeRendition(context, one, { name, trackIndex, chunkIndex: chunk.index }));
      await rm(one.path);
    }
  }
  return {
    result: {
      ...{ copied: false, because, lostFrames, warnings },
      nonStandard: [REASONS[String(because.reason)] ?? 'notCopyable'],
    },
    publish: async (tx, job) => {
      await addMediaObjects(tx, task, objects);
      await markIfPlayable(tx, job);
    },
  };
};
