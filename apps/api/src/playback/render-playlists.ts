import { type Actor, AppError, TEXT_CONTENT_TYPE, type VideoId } from '@media/core';
import type { Jobs, MediaRows, Track, Videos } from '@media/database';
import {
  type MediaPlaylist,
  renderIframePlaylist,
  renderManifest,
  renderMediaPlaylist,
  renderMultivariant,
  renderTextPlaylist,
} from '@media/media/playlists';
import type { Tokens } from '../auth/tokens.js';
import type { StableUrls } from '../infrastructure/stable-urls.js';
import { findPlayable } from './find-playable.js';
import { playbackTokenFor } from './playback-token-for.js';
import { toManifest } from './to-manifest.js';
import { toMediaPlaylist } from './to-media-playlist.js';
import { toMultivariant } from './to-multivariant.js';
import { urlsFor } from './urls-for.js';

type Deps = { videos: Videos; jobs: Jobs; media: MediaRows; urls: StableUrls; tokens: Tokens };

/** The multivariant playlist. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderMaster = async (
  deps: Deps,
  actor: Actor,
  id: VideoId,
  presented: string | undefined,
): Promise<string> => {
  const playable = await findPlayable(deps, actor.organizationId, id);
  return renderMultivariant(toMultivariant(playable, await playbackTokenFor(deps, actor, id, presented)));
};

/** The media playlist of one track. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderTrack = async (
  deps: Deps,
  actor: Actor,
  id: VideoId,
  track: Track,
  isFollowed: boolean,
): Promise<string> => renderMediaPlaylist(await listTrack(deps, actor, id, track, isFollowed));

/** The I-frame playlist of one rendition. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderIframes = async (
  deps: Deps,
  actor: Actor,
  id: VideoId,
  trackIndex: number,
  isFollowed: boolean,
): Promise<string> => renderIframePlaylist(await listTrack(deps, actor, id, { kind: 'video', trackIndex }, isFollowed));

const listTrack = async (
  deps: Deps,
  actor: Actor,
  id: VideoId,
  track: Track,
  isFollowed: boolean,
): Promise<MediaPlaylist> => {
  const playable = await findPlayable(deps, actor.organizationId, id, track);
  // Stable URLs, because players that reload a growing playlist must find known segments under the same URLs.
  const urlOf = urlsFor(deps.urls, actor, playable.plan.durationMs);
  return toMediaPlaylist(playable, track, urlOf, { isFollowed, now: new Date() });
};

/** The media playlist of a text track. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderText = async (deps: Deps, actor: Actor, id: VideoId, index: number): Promise<string> => {
  const { texts, plan } = await findPlayable(deps, actor.organizationId, id);
  const text = texts[index];
  if (!text) throw new AppError('OUTPUT_NOT_FOUND', { id, index });
  const urlOf = urlsFor(deps.urls, actor, plan.durationMs);
  return renderTextPlaylist(await urlOf(text.key, TEXT_CONTENT_TYPE), plan.durationMs / 1000);
};

/** The DASH manifest. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND */
export const renderDash = async (deps: Deps, actor: Actor, id: VideoId): Promise<string> => {
  const playable = await findPlayable(deps, actor.organizationId, id);
  return renderManifest(await toManifest(playable, urlsFor(deps.urls, actor, playable.plan.durationMs), new Date()));
};
