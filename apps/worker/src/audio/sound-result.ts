import type { PublishedTrack } from '../pieces/publish-pieces.js';

/** What packaging checks the pieces of a sound against: the plan does not know how long a sound is, its encoder does. */
export type SoundResult = { trackIndex: number; pieceCount: number; endTicks: number };

export const soundResult = (
  trackIndex: number,
  { parsed, pieceCount }: Pick<PublishedTrack, 'parsed' | 'pieceCount'>,
): SoundResult => {
  const last = parsed.segments.at(-1);
  return { trackIndex, pieceCount, endTicks: last ? last.startTicks + last.durationTicks : 0 };
};
