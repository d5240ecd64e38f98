import type { OrganizationMessage } from '@media/contracts';
import type { Send } from '../session/session.js';
import { followStream } from './follow-stream.js';

export type WatchAllOptions = {
  signal?: AbortSignal;
  /**
   * Called when a connection is open that begins afresh: the first one, and any that follows before a message has come. What ended or
   * was deleted before is not told, so a list that was read earlier should be read again now.
   */
  onFresh?: () => void;
};

/** A day less than the server remembers deleted videos (docs/decisions/0013), so that clocks need not agree. */
const POSITION_KEPT_MS = 6 * 86_400_000;

/**
 * Follows all videos of the organization: a snapshot of each unfinished one first, then what changes, what is new and
 * what is deleted. Reconnects by itself and is then told first how those are that changed meanwhile. It ends only when
 * it is left or aborted, or with an ApiError when the session has ended.
 */
export const watchAll = (send: Send, { signal, onFresh }: WatchAllOptions = {}): AsyncGenerator<OrganizationMessage> =>
  followStream<OrganizationMessage>(send, { path: '/events', signal, onFresh, positionKeptMs: POSITION_KEPT_MS });
