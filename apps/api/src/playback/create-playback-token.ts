import type { PlaybackTokenView } from '@media/contracts';
import { type Actor, playbackMaker, type VideoId } from '@media/core';
import type { Videos } from '@media/database';
import type { Tokens } from '../auth/tokens.js';
import { playbackLinks } from './playback-links.js';

type Deps = { videos: Videos; tokens: Tokens };

/** Creates a token to play one video without signing in, and playback URLs with it. @throws AppError VIDEO_NOT_FOUND */
export const createPlaybackToken = async (
  { videos, tokens }: Deps,
  base: string,
  actor: Actor,
  id: VideoId,
): Promise<PlaybackTokenView> => {
  await videos.get(actor.organizationId, id);
  const { token, expiresAt } = await tokens.signPlayback(actor.organizationId, id, playbackMaker(actor));
  return { token, ...playbackLinks(base, id, token), expiresAt: expiresAt.toISOString() };
};
