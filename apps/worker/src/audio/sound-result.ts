import type { TaskResults } from '@media/core';
import type { PublishedTrack } from '../pieces/publish-pieces.js';

/** What packaging checks the pieces of a sound against: the plan does not know how long a sound is, its encoder does. */
export const soundResult = (
  trackIndex: number,
  { parsed, pieceCount }: Pick<PublishedTrack, 'parsed' | 'pieceCount'>,
): TaskResults['audio'] => {
  const last = parsed.segments.at(-1);
  return { trackIndex, pieceCount, endTicks: last ? last.startTicks + last.durationTicks : 0 };
};
