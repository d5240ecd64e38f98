import type { ResultsFor, TaskResults } from '@media/core';
import type { ClaimedTask } from '@media/database';
import { type EncodingNeed, MAX_PIXELS, type MemoryNeed, memoryBudget } from '@media/media';
import { planOf } from '../run-task/plan-of.js';

type Limit = { memoryBytes: number };
/** A task of any kind that reads the probe's result. */
type Probed = Omit<ClaimedTask, 'results'> & { results: Pick<ResultsFor<'encode'>, 'probe'> };

/** For an ffmpeg run that reads the source or its outputs without decoding video. */
export const streamLimit = (task: Probed): Limit => limit(task, {});

type Decoding = {
  threads: number;
  /** Number of decoders open at the same time. */
  decoders?: number;
  encodes?: EncodingNeed;
};

/** For an ffmpeg run that decodes the source's video and may encode it. */
export const decodingLimit = (task: Probed, { threads, decoders = 1, encodes }: Decoding): Limit =>
  limit(task, {
    decodes: { pixels: decoders * (sourceOf(task)?.pixels ?? MAX_PIXELS), threads },
    ...(encodes && { encodes: { ...encodes, threads } }),
  });

const limit = (task: Probed, need: Pick<MemoryNeed, 'decodes' | 'encodes'>): Limit => {
  const { durationMs, audios } = planOf(task);
  const tracks = Math.max(sourceOf(task)?.tracks ?? 0, audios.length + 1);
  return { memoryBytes: memoryBudget({ durationMs, tracks, ...need }) };
};

const sourceOf = ({ results }: Probed): TaskResults['probe']['source'] => results.probe?.get(0)?.source;
