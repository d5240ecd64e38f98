import { AppError, type Plan, targetDurationSeconds, usualDurationSeconds } from '@media/core';
import type { Track } from '@media/database';
import type { MediaPlaylist } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { playlistObjects, type UrlOf } from './playlist-objects.js';

/** The segments of one track. @throws AppError OUTPUT_NOT_FOUND */
export const toMediaPlaylist = async (
  { plan, objects, isGrowing }: Playable,
  track: Track,
  urlOf: UrlOf,
): Promise<MediaPlaylist> => {
  const own = await playlistObjects(objects, track, urlOf);
  if (own.length === 0) throw new AppError('OUTPUT_NOT_FOUND', track);
  return { objects: own, targetDurationSeconds: announcedSeconds(plan, track.kind, isGrowing), ended: !isGrowing };
};

/** Players wait half the target duration before they ask again for a list that has not grown. */
const MOST_WHILE_GROWING_SECONDS = 10;

/**
 * A last frame can be held for minutes. Announced from the start, as RFC 8216 (4.3.3.1) wants it, it would make players wait for minutes,
 * too, while the list grows. So it is announced when its segment is listed.
 */
const announcedSeconds = (plan: Plan, kind: Track['kind'], isGrowing: boolean): number => {
  const seconds = targetDurationSeconds(plan, kind);
  return isGrowing && seconds > MOST_WHILE_GROWING_SECONDS ? usualDurationSeconds(plan, kind) : seconds;
};
