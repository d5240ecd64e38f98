import type { SessionId } from '@media/core';
import type { Sessions } from '@media/database';
import { type ApiConfig, followSessionEnds, type Logger } from '@media/runtime';
import { createPolledStreams } from './polled-streams.js';

type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  sessions: Pick<Sessions, 'alive'>;
  pollMs: number;
};

/** The open streams of each session in this process. Redis reports ended sessions from all processes, but it can lose messages. */
export const createSessionStreams = ({ config, log, sessions, pollMs }: Options) => {
  const streams = createPolledStreams<SessionId>({ log, pollMs, alive: sessions.alive });
  const subscription = followSessionEnds(config.redis, log, streams.end);
  return {
    /** Resolves when Redis has confirmed the subscription. */
    subscribed: subscription.subscribed,
    /** Returns a function that removes the stream. */
    add: streams.add,
    close: (): void => {
      streams.close();
      subscription.close();
    },
  };
};
export type SessionStreams = ReturnType<typeof createSessionStreams>;
