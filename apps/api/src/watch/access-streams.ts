import type { OrganizationId, RequestActor, UserId } from '@media/core';
import { type ApiConfig, followAccessChanges, type Logger } from '@media/runtime';
import { createSubscribers } from './subscribers.js';

type Stream = {
  actor: RequestActor;
  /** Ends the stream if its actor has lost access. */
  check(): void;
  end(): void;
};
type Options = { config: Pick<ApiConfig, 'redis'>; log: Logger };

/** Other users keep their access. What a user has made, such as a playback token, can end with theirs. */
const isConcerned = ({ actor }: Stream, userId: UserId | undefined): boolean =>
  userId === undefined || actor.type !== 'user' || actor.id === userId;

/**
 * The open streams of each organization in this process. Redis reports changes of members from all processes. If it loses a message, the
 * periodic check of each stream finds out.
 */
export const createAccessStreams = ({ config, log }: Options) => {
  const streams = createSubscribers<OrganizationId, Stream>(() => undefined);
  const subscription = followAccessChanges(config.redis, log, ({ organizationId, userId }) => {
    for (const stream of streams.of(organizationId)) if (isConcerned(stream, userId)) stream.check();
  });
  return {
    /** Resolves when Redis has confirmed the subscription. */
    subscribed: subscription.subscribed,

    /** Returns a function that removes the stream. Checks it first: its actor can have lost access since the request was authorized. */
    add: (stream: Stream): (() => void) => {
      const remove = streams.add(stream.actor.organizationId, stream);
      stream.check();
      return remove;
    },

    close: subscription.close,
  };
};
export type AccessStreams = ReturnType<typeof createAccessStreams>;
