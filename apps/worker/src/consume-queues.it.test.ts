import { QUEUE_NAMES, type QueueName, type TaskId } from '@media/core';
import { createLog, createTaskQueues, type QueuedTask } from '@media/runtime';
import { createTestRedisPrefix } from '@media/testkit';
import { expect, test } from 'vitest';
import { consumeQueues } from './consume-queues.js';

const log = createLog('test', 'silent');

/** Consumers of tasks that run until the test ends; `running` counts the started ones by queue. */
const consuming = () => {
  const { redisUrl, prefix } = createTestRedisPrefix();
  const redis = { url: redisUrl, prefix };
  const taskQueues = createTaskQueues(redis, log);
  const ended = Promise.withResolvers<void>();
  const queues = new Map<string, QueueName>();
  const running: Record<QueueName, number> = { encode: 0, io: 0, light: 0, images: 0 };
  const consumers = consumeQueues(redis, log, { concurrency: 1, leaseMs: 60_000 }, async ({ taskId }) => {
    running[queues.get(taskId) ?? 'io'] += 1;
    await ended.promise;
  });
  const enqueue = (queue: QueueName, count: number): Promise<number> =>
    taskQueues.arrange(
      Array.from({ length: count }, (): QueuedTask => {
        const taskId = `019300a0-0000-7000-8000-${String(queues.size).padStart(12, '0')}` as TaskId;
        queues.set(taskId, queue);
        return { taskId, epoch: 0, queue };
      }),
    );
  return {
    enqueue,
    running,
    close: async (): Promise<void> => {
      ended.resolve();
      await consumers.close();
      await taskQueues.close();
    },
  };
};

test('with one encode at a time, posters and previews take no slot that a video needs to become playable', async () => {
  const { enqueue, running, close } = consuming();
  await enqueue('images', 8);
  await expect.poll(() => running.images).toBe(1);
  await enqueue('light', 4);
  await expect.poll(() => running.light).toBe(4);
  await enqueue('encode', 2);
  await expect.poll(() => running.encode).toBe(1);
  await enqueue('io', 3);
  await expect.poll(() => running).toEqual({ encode: 1, io: 2, light: 4, images: 1 });
  await close();
});

test('every queue is consumed', async () => {
  const { enqueue, running, close } = consuming();
  for (const queue of QUEUE_NAMES) {
    await enqueue(queue, 1);
    await expect.poll(() => running[queue]).toBe(1);
  }
  await close();
});
