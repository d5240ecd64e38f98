import type { MediaObjectRow, Track } from '@media/database';

/** The objects of a track from the start up to the first that is missing. */
export const trackObjects = (objects: readonly MediaObjectRow[], { kind, trackIndex }: Track): MediaObjectRow[] => {
  const ofTrack = objects
    .filter((object) => object.kind === kind && object.trackIndex === trackIndex)
    .sort((a, b) => a.chunkIndex - b.chunkIndex);
  const firstHole = ofTrack.findIndex(({ chunkIndex }, place) => chunkIndex !== place);
  return firstHole === -1 ? ofTrack : ofTrack.slice(0, firstHole);
};
