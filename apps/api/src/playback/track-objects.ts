import { type MediaObject, objectsOfTrack } from '@media/core';
import type { Track } from '@media/database';

/** The objects of a track from the start up to the first that is missing. */
export const trackObjects = (objects: readonly MediaObject[], { kind, trackIndex }: Track): MediaObject[] => {
  const ofTrack = objectsOfTrack(objects, kind, trackIndex);
  const firstHole = ofTrack.findIndex(({ chunkIndex }, place) => chunkIndex !== place);
  return firstHole === -1 ? ofTrack : ofTrack.slice(0, firstHole);
};
