import type { RunTask } from '@media/contracts';
import { PLAN_VERSION, QUEUE_NAMES, type QueueName } from '@media/core';
import { consumeQueue, type Logger, type QueueConsumer, type RedisConfig } from '@media/runtime';

/**
 * Fetching and packaging are bound by network and disk. An audio track takes about 60 MB and one core; a video needs the
 * first piece of every audio track to be playable, so several run in parallel. Posters and previews are short and not
 * needed for playback: one at a time, at low priority (`background` of the runner).
 */
const concurrencyOf = (queue: QueueName, encodes: number): number =>
  ({ encode: encodes, io: 2, light: 4, images: 1 })[queue];

type ConsumeOptions = { concurrency: number; leaseMs: number; planVersion?: number };

/** Consumes all queues until paused. */
export const consumeQueues = (
  redis: RedisConfig,
  log: Logger,
  { concurrency: encodes, leaseMs, planVersion = PLAN_VERSION }: ConsumeOptions,
  run: (message: RunTask) => Promise<void>,
): QueueConsumer => {
  const consumers = QUEUE_NAMES.map((queue) =>
    consumeQueue(redis, log, {
      ...{ queue, concurrency: concurrencyOf(queue, encodes), silentMs: leaseMs / 2, planVersion, run },
    }),
  );
  return {
    pause: async () => {
      await Promise.all(consumers.map((consumer) => consumer.pause()));
    },
    close: async () => {
      await Promise.all(consumers.map((consumer) => consumer.close()));
    },
  };
};
