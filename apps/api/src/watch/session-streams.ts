import type { SessionId } from '@media/core';
import type { Sessions } from '@media/database';
import { type ApiConfig, followSessionEnds, type Logger } from '@media/runtime';
import { createSubscribers } from './subscribers.js';

type Stream = { end(): void };
type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  sessions: Pick<Sessions, 'alive'>;
  pollMs: number;
};

/**
 * The open streams of each session in this process. Redis reports ended sessions from all processes. It can lose messages, so the
 * database is polled too, with one query for all sessions.
 */
export const createSessionStreams = ({ config, log, sessions, pollMs }: Options) => {
  const streams = createSubscribers<SessionId, Stream>(() => undefined);
  const endStreams = (sessionIds: readonly SessionId[]): void => {
    for (const stream of sessionIds.flatMap(streams.of)) stream.end();
  };
  const poll = async (): Promise<void> => {
    const sessionIds = streams.subjects();
    if (sessionIds.length === 0) return;
    const alive = await sessions.alive(sessionIds);
    endStreams(sessionIds.filter((id) => !alive.has(id)));
  };
  const subscription = followSessionEnds(config.redis, log, endStreams);
  const timer = setInterval(() => {
    poll().catch((error) => log.warn({ err: error }, 'Polling for ended sessions failed'));
  }, pollMs);
  timer.unref();
  return {
    /** Resolves when Redis has confirmed the subscription. */
    subscribed: subscription.subscribed,
    /** Returns a function that removes the stream. */
    add: streams.add,
    close: (): void => {
      clearInterval(timer);
      subscription.close();
    },
  };
};
export type SessionStreams = ReturnType<typeof createSessionStreams>;
