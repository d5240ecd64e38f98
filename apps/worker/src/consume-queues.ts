import type { RunTask } from '@media/contracts';
import { PLAN_VERSION, QUEUE_NAMES, type QueueName } from '@media/core';
import { consumeQueue, type Logger, type QueueConsumer, type RedisConfig } from '@media/runtime';

/**
 * Fetching and packaging wait for the network and the disk. Audio takes some 60 MB and one core for a while; a video is playable once
 * all its audio tracks have begun, so the usual number of them runs side by side. Posters and previews are short and nobody waits for
 * them to play: one at a time, behind everything else (`background` of the runner).
 */
const concurrencyOf = (queue: QueueName, encodes: number): number =>
  ({ encode: encodes, io: 2, light: 4, images: 1 })[queue];

type ConsumeOptions = { concurrency: number; leaseMs: number; planVersion?: number };

/** Consumes all queues with `run`, until paused. */
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
