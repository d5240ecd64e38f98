import type { Plan, ResultsFor } from '@media/core';
import type { JobObject } from '@media/database';
import type { Finding } from '../outputs/findings.js';

type Results = Pick<ResultsFor<'package'>, 'encode' | 'repackage'>;

/**
 * A copy of the source's video, if encoding the other renditions showed that the source is damaged: players handle damage worse than decoders
 * that conceal it. The task that copied it finds out that it must encode. Decision 52.
 */
export const damagedCopies = (
  { video }: Pick<Plan, 'video'>,
  objects: readonly JobObject[],
  { encode, repackage }: Results,
): Finding[] => {
  const isDamaged = encode?.values().some(({ lostFrames, damagedFrames = 0 }) => lostFrames + damagedFrames > 0);
  const isCopied = repackage?.values().some(({ copied }) => copied);
  if (!isDamaged || !isCopied) return [];
  const index = video?.renditions.findIndex(({ copied }) => copied);
  const object = objects.find(({ kind, trackIndex }) => kind === 'video' && trackIndex === index);
  return object ? [{ taskId: object.taskId, reason: 'copied with the damage of the source' }] : [];
};
