import { AppError, type Plan, targetDurationSeconds, typicalDurationSeconds } from '@media/core';
import type { Track } from '@media/database';
import type { MediaPlaylist } from '@media/media/playlists';
import type { Playable } from './find-playable.js';
import { playlistObjects, type UrlOf } from './playlist-objects.js';

/** The segments of one track. `now` decides whether a playlist that players follow can end. @throws AppError OUTPUT_NOT_FOUND */
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
  return { objects: own, targetDurationSeconds: targetSecondsOf(plan, track.kind, isGrowing), ended };
};

/**
 * Whether a player may still have an old version of some playlist: it reloads each about once per target duration. Once shaka-player
 * (5.2) sees an ended playlist, it stops reloading all of them, and playback would stop at the end of the old version. Decision 46.
 */
const isSettling = ({ plan, completedAt }: Playable, now: Date): boolean => {
  const longest = Math.max(targetSecondsOf(plan, 'video', true), targetSecondsOf(plan, 'audio', true));
  return completedAt !== null && now.getTime() - completedAt.getTime() < 2_000 * longest;
};

/** Players wait half the target duration before they reload a playlist that hasn't grown. */
const MAX_GROWING_SECONDS = 10;

/**
 * The last frame can last for minutes. RFC 8216 (4.3.3.1) requires a target duration that covers it from the start, but then players
 * would reload a growing playlist only every few minutes. So the longer duration is only declared once that segment is listed.
 */
const targetSecondsOf = (plan: Plan, kind: Track['kind'], isGrowing: boolean): number => {
  const seconds = targetDurationSeconds(plan, kind);
  return isGrowing && seconds > MAX_GROWING_SECONDS ? typicalDurationSeconds(plan, kind) : seconds;
};
