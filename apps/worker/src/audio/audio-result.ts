import type { TaskResults } from '@media/core';
import type { PublishedTrack } from '../pieces/publish-pieces.js';

/** What packaging checks the pieces of an audio track against: the plan does not know how long an audio track is, its encoder does. */
export const audioResult = (
  trackIndex: number,
  { parsed, pieceCount }: Pick<PublishedTrack, 'parsed' | 'pieceCount'>,
): TaskResults['audio'] => {
  const last = parsed.segments.at(-1);
  return { trackIndex, pieceCount, endTicks: last ? last.startTicks + last.durationTicks : 0 };
};
