import { AppError, targetDurationSeconds } from '@media/core';
import type { Track } from '@media/database';
import type { MediaPlaylist } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { playlistObjects, type UrlOf } from './playlist-objects.js';

/** The pieces of one track. @throws AppError OUTPUT_NOT_FOUND */
export const toMediaPlaylist = async (
  { plan, objects, isGrowing }: Playable,
  track: Track,
  urlOf: UrlOf,
): Promise<MediaPlaylist> => {
  const own = await playlistObjects(objects, track, urlOf);
  if (own.length === 0) throw new AppError('OUTPUT_NOT_FOUND', track);
  return { objects: own, targetDurationSeconds: targetDurationSeconds(plan, track.kind), ended: !isGrowing };
};
