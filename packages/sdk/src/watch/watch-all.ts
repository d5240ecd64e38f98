import type { OrganizationMessage } from '@media/contracts';
import type { Send } from '../session/session.js';
import { followStream } from './follow-stream.js';

export type WatchAllOptions = { signal?: AbortSignal };

/**
 * Follows all videos of the organization: a snapshot of each unfinished one first, then what changes, what is new and
 * what is deleted. Reconnects by itself and is then told first how those are that changed meanwhile. It ends only when
 * it is left or aborted, or with an ApiError when the session has ended.
 */
export const watchAll = (send: Send, { signal }: WatchAllOptions = {}): AsyncGenerator<OrganizationMessage> =>
  followStream<OrganizationMessage>(send, { path: '/events', signal });
