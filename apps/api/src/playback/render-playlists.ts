import type { Actor, OrganizationId, VideoId } from '@media/core';
import type { Jobs, MediaRows, Track, Videos } from '@media/database';
import {
  type MediaPlaylist,
  renderIframePlaylist,
  renderManifest,
  renderMediaPlaylist,
  renderMultivariant,
} from '@media/media/playlists';
import type { Tokens } from '../auth/tokens.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { findPlayable } from './find-playable.js';
import { toManifest } from './to-manifest.js';
import { toMediaPlaylist } from './to-media-playlist.js';
import { toMultivariant } from './to-multivariant.js';

type Deps = { videos: Videos; jobs: Jobs; media: MediaRows; urls: StableUrls; tokens: Tokens };

/**
 * The list of lists. A token that was presented is passed on as it is, so that it ends when it ends; who came with a
 * header gets one, because players send no headers for what a list names. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND
 */
export const renderMaster = async (
  deps: Deps,
  { type, organizationId }: Actor,
  id: VideoId,
  presented: string | undefined,
): Promise<string> => {
  const playable = await findPlayable(deps, organizationId, id);
  const mint = async () => (await deps.tokens.signPlayback(organizationId, id)).token;
  const token = type === 'playback' && presented !== undefined ? presented : await mint();
  return renderMultivariant(toMultivariant(playable, token));
};

/** The list of one track's segments. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderTrack = async (
  deps: Deps,
  organizationId: OrganizationId,
  id: VideoId,
  track: Track,
  isFollowed: boolean,
): Promise<string> => renderMediaPlaylist(await listTrack(deps, organizationId, id, track, isFollowed));

/** The list of a rendition's key frames. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderIframes = async (
  deps: Deps,
  organizationId: OrganizationId,
  id: VideoId,
  trackIndex: number,
  isFollowed: boolean,
): Promise<string> =>
  renderIframePlaylist(await listTrack(deps, organizationId, id, { kind: 'video', trackIndex }, isFollowed));

const listTrack = async (
  deps: Deps,
  organizationId: OrganizationId,
  id: VideoId,
  track: Track,
  isFollowed: boolean,
): Promise<MediaPlaylist> => {
  const playable = await findPlayable(deps, organizationId, id, track);
  // A player that reads a growing list again must find what it has under the same name: hence stable URLs.
  return toMediaPlaylist(playable, track, (key) => deps.urls.urlOf(key), { isFollowed, now: new Date() });
};

/** All tracks and their segments in one document of DASH. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderDash = async (deps: Deps, organizationId: OrganizationId, id: VideoId): Promise<string> => {
  const playable = await findPlayable(deps, organizationId, id);
  return renderManifest(await toManifest(playable, (key) => deps.urls.urlOf(key), new Date()));
};
