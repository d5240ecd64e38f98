import type { Logger } from '@media/runtime';
import { createSubscribers } from './subscribers.js';

type Stream = { end(): void };
type Options<Id> = {
  log: Logger;
  pollMs: number;
  /** The credentials among `ids` that still work. */
  alive(ids: readonly Id[]): Promise<ReadonlySet<Id>>;
};

/** The open streams of each credential in this process. Polls the database, with one query for all, and ends those whose credential has ended. */
export const createPolledStreams = <Id>({ log, pollMs, alive }: Options<Id>) => {
  const streams = createSubscribers<Id, Stream>(() => undefined);
  const end = (ids: readonly Id[]): void => {
    for (const stream of ids.flatMap(streams.of)) stream.end();
  };
  const poll = async (): Promise<void> => {
    const ids = streams.subjects();
    if (ids.length === 0) return;
    const living = await alive(ids);
    end(ids.filter((id) => !living.has(id)));
  };
  const timer = setInterval(() => {
    poll().catch((error) => log.warn({ err: error }, 'Polling for ended credentials failed'));
  }, pollMs);
  timer.unref();
  return {
    /** Returns a function that removes the stream. */
    add: streams.add,
    end,
    close: (): void => clearInterval(timer),
  };
};
export type PolledStreams<Id> = ReturnType<typeof createPolledStreams<Id>>;
