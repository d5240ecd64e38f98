import { QUEUE_NAMES, type QueueName, type TaskId } from '@media/core';
import { createBell, createLog, type Ring } from '@media/runtime';
import { createTestRedisPrefix } from '@media/testkit';
import { expect, test } from 'vitest';
import { takeRings } from './take-rings.js';

const log = createLog('test', 'silent');

/** Rings for tasks that never end until the test does; `running` counts by queue what has begun. */
const ringing = () => {
  const { redisUrl, prefix } = createTestRedisPrefix();
  const redis = { url: redisUrl, prefix };
  const bell = createBell(redis, log);
  const ended = Promise.withResolvers<void>();
  const queues = new Map<string, QueueName>();
  const running: Record<QueueName, number> = { encode: 0, io: 0, light: 0, images: 0 };
  const rings = takeRings(redis, log, { concurrency: 1, leaseMs: 60_000 }, async ({ taskId }) => {
    running[queues.get(taskId) ?? 'io'] += 1;
    await ended.promise;
  });
  const ring = (queue: QueueName, count: number): Promise<void> =>
    bell.ring(
      Array.from({ length: count }, (): Ring => {
        const taskId = `019300a0-0000-7000-8000-${String(queues.size).padStart(12, '0')}` as TaskId;
        queues.set(taskId, queue);
        return { taskId, epoch: 0, queue, priority: 0, delayMs: 0 };
      }),
    );
  return {
    ring,
    running,
    close: async (): Promise<void> => {
      ended.resolve();
      await rings.close();
      await bell.close();
    },
  };
};

test('with one encode at a time, posters and previews take no slot of what a video needs to become playable', async () => {
  const { ring, running, close } = ringing();
  await ring('images', 8);
  await expect.poll(() => running.images).toBe(1);
  await ring('light', 5);
  await ring('encode', 2);
  await ring('io', 3);
  await expect.poll(() => running).toEqual({ encode: 1, io: 2, light: 4, images: 1 });
  await close();
});

test('every queue is answered', async () => {
  const { ring, running, close } = ringing();
  for (const queue of QUEUE_NAMES) await ring(queue, 1);
  await expect.poll(() => Object.values(running)).toEqual([1, 1, 1, 1]);
  await close();
});
