import type { TaskResults } from '@media/core';
import type { PublishedTrack } from '../pieces/publish-pieces.js';

/** For checking the track's pieces in packaging: only the encoder knows how long an audio track is, the plan doesn't. */
export const audioResult = (
  trackIndex: number,
  { parsed, pieceCount }: Pick<PublishedTrack, 'parsed' | 'pieceCount'>,
): TaskResults['audio'] => {
  const last = parsed.segments.at(-1);
  return { trackIndex, pieceCount, endTicks: last ? last.startTicks + last.durationTicks : 0 };
};
