import { type MediaObject, objectsOfTrack } from '@media/core';
import type { Track } from '@media/database';

/** The objects of a track, from the start up to the first missing one. */
export const trackObjects = (objects: readonly MediaObject[], { kind, trackIndex }: Track): MediaObject[] => {
  const ofTrack = objectsOfTrack(objects, kind, trackIndex);
  const firstGap = ofTrack.findIndex(({ chunkIndex }, index) => chunkIndex !== index);
  return firstGap === -1 ? ofTrack : ofTrack.slice(0, firstGap);
};
