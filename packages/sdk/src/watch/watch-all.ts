import type { OrganizationMessage } from '@media/contracts';
import type { Send } from '../session/session.js';
import { followStream } from './follow-stream.js';

export type WatchAllOptions = {
  signal?: AbortSignal;
  /**
   * Called when a connection opens without a position to resume from: the first one, and later ones until a message has
   * arrived. Videos that ended or were deleted before are not reported, so reload any list you fetched earlier.
   */
  onFresh?: () => void;
};

/** A day less than the server remembers deleted videos (docs/decisions/0013), to allow for clock skew. */
const POSITION_KEPT_MS = 6 * 86_400_000;

/**
 * Follows all videos of the organization: first a snapshot of each unfinished video, then changes, new videos and deletions.
 * Reconnects automatically; the server then starts with the current state of the videos that changed in the meantime. Ends
 * only when you leave the loop or abort, or with an ApiError when the session has ended.
 */
export const watchAll = (send: Send, { signal, onFresh }: WatchAllOptions = {}): AsyncGenerator<OrganizationMessage> =>
  followStream<OrganizationMessage>(send, { path: '/events', signal, onFresh, positionKeptMs: POSITION_KEPT_MS });
