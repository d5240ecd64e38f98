import type { SweepDeps } from './sweep-deps.js';

type Deps = Pick<SweepDeps, 'history' | 'log' | 'config'>;

/** Deletes a batch of old events and returns their number. If there are none, logs the consumers that keep others. */
export const pruneEvents = async ({ history, log, config: { historyMs } }: Deps): Promise<number> => {
  const count = await history.pruneEvents(historyMs);
  if (count > 0) return count;
  for (const { name, unreadSince } of await history.laggingConsumers(historyMs))
    log.warn({ consumer: name, unreadSince }, 'Event consumer behind; old events kept');
  return 0;
};
