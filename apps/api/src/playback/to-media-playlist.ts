import { AppError, type Plan, targetDurationSeconds, usualDurationSeconds } from '@media/core';
import type { Track } from '@media/database';
import type { MediaPlaylist } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { playlistObjects, type UrlOf } from './playlist-objects.js';

/** The segments of one track. `now` tells whether a list that a player followed can end. @throws AppError OUTPUT_NOT_FOUND */
export const toMediaPlaylist = async (
  playable: Playable,
  track: Track,
  urlOf: UrlOf,
  { isFollowed, now }: { isFollowed: boolean; now: Date },
): Promise<MediaPlaylist> => {
  const { plan, objects, isGrowing } = playable;
  const own = await playlistObjects(objects, track, urlOf);
  if (own.length === 0) throw new AppError('OUTPUT_NOT_FOUND', track);
  const ended = !isGrowing && !(isFollowed && isSettling(playable, now));
  return { objects: own, targetDurationSeconds: announcedSeconds(plan, track.kind, isGrowing), ended };
};

/**
 * Players reload each list about once per target duration. Until all that a player uses are reloaded, it may hold an old one. shaka-player
 * (5.2) reloads none anymore once it sees any list that has ended, and would stop where the old one does. Decision 46.
 */
const isSettling = ({ plan, completedAt }: Playable, now: Date): boolean => {
  const longest = Math.max(announcedSeconds(plan, 'video', true), announcedSeconds(plan, 'audio', true));
  return completedAt !== null && now.getTime() - completedAt.getTime() < 2_000 * longest;
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
