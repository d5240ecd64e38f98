import { type Actor, playbackMaker, type VideoId, viewingOf } from '@media/core';
import type { Tokens } from '../auth/tokens.js';

/**
 * The token for the URLs in a response. A playback token from the request is reused, so its expiry doesn't change. Members get a new one,
 * because players don't send their Authorization header. So do viewers, whose access is checked on every request.
 */
export const playbackTokenFor = async (
  { tokens }: { tokens: Pick<Tokens, 'signPlayback' | 'signViewer'> },
  actor: Actor,
  videoId: VideoId,
  presented: string | undefined,
): Promise<string> => {
  const viewing = viewingOf(actor);
  if (viewing) {
    const shareId = viewing.by === 'share' ? viewing.shareId : undefined;
    return (await tokens.signViewer({ videoId, shareId })).token;
  }
  if (actor.type === 'playback' && presented !== undefined) return presented;
  return (await tokens.signPlayback(actor.organizationId, videoId, playbackMaker(actor))).token;
};
