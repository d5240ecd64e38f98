import type { SessionId } from '@media/core';
import type { Sessions } from '@media/database';
import { type ApiConfig, followSessionEnds, type Logger } from '@media/runtime';
import { createFollowers } from './followers.js';

type Stream = { end(): void };
type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  sessions: Pick<Sessions, 'alive'>;
  lookForLostMs: number;
};

/**
 * The streams that each session has open at this process. Redis reports when a session has ended, wherever that was asked for; it
 * may lose messages, so the database is asked now and then, by one query for all.
 */
export const createSessionStreams = ({ config, log, sessions, lookForLostMs }: Options) => {
  const streams = createFollowers<SessionId, Stream>(() => undefined);
  const endThoseOf = (sessionIds: readonly SessionId[]): void => {
    for (const stream of sessionIds.flatMap(streams.of)) stream.end();
  };
  const look = async (): Promise<void> => {
    const watched = streams.subjects();
    if (watched.length === 0) return;
    const alive = await sessions.alive(watched);
    endThoseOf(watched.filter((id) => !alive.has(id)));
  };
  const subscription = followSessionEnds(config.redis, log, endThoseOf);
  const timer = setInterval(() => {
    look().catch((error) => log.warn({ err: error }, 'could not look for ended sessions'));
  }, lookForLostMs);
  timer.unref();
  return {
    /** Resolves when Redis has taken the subscription. */
    subscribed: subscription.subscribed,
    /** Returns what takes the stream out again. */
    add: streams.add,
    close: (): void => {
      clearInterval(timer);
      subscription.close();
    },
  };
};
export type SessionStreams = ReturnType<typeof createSessionStreams>;
