import { PLAN_VERSION, type TaskId } from '@media/core';
import { createTestRedisPrefix, redisUrl } from '@media/testkit';
import { Queue } from 'bullmq';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  connectRedis,
  consumeQueue,
  createLog,
  createMetrics,
  createTaskQueues,
  observeQueues,
  type QueuedTask,
} from './index.js';
import type { ConsumeOptions } from './queues.js';

const log = createLog('test', 'silent');
const message = (epoch: number): QueuedTask => ({
  ...{ taskId: '019300a0-0000-7000-8000-000000000000' as TaskId, epoch, queue: 'io' },
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const open = (run: (epoch: number) => Promise<void>) => {
  const { prefix } = createTestRedisPrefix();
  const config = { url: redisUrl(), prefix };
  const openQueues = (planVersion?: number) => {
    const queues = createTaskQueues(config, log, planVersion);
    closers.push(queues.close);
    return queues;
  };
  const consume = (options: Partial<ConsumeOptions> = {}) => {
    const task = { queue: 'io' as const, concurrency: 2, run: ({ epoch }: { epoch: number }) => run(epoch) };
    const consumer = consumeQueue(config, log, { ...task, ...options });
    closers.push(consumer.close);
    return consumer;
  };
  /** A raw BullMQ queue, to read and write like other releases do. */
  const openRaw = (planVersion: number) => {
    const connection = connectRedis(config, log);
    const queue = new Queue('io', { connection, prefix: `${prefix}:queue:plan-${planVersion}` });
    closers.push(async () => {
      await queue.close();
      connection.disconnect();
    });
    return queue;
  };
  return { queues: openQueues(), openQueues, openRaw, consume };
};

test('the messages of a queue become exactly the given tasks, in their order, whatever waited before', async () => {
  const { queues, openRaw } = open(async () => undefined);
  const raw = openRaw(PLAN_VERSION);
  const waiting = async () => (await raw.getJobs(['wait'], 0, -1, true)).map(({ data }) => data.epoch);
  const arrange = (...epochs: number[]) => queues.arrange(epochs.map(message));
  expect(await arrange(1, 2, 3)).toBe(3);
  expect(await waiting()).toEqual([1, 2, 3]);
  expect(await arrange(1, 2, 3, 4)).toBe(1);
  expect(await arrange(9, 2, 3, 4)).toBe(4);
  expect(await waiting()).toEqual([9, 2, 3, 4]);
  expect(await arrange(9, 2)).toBe(0);
  expect(await waiting()).toEqual([9, 2]);
  expect(await arrange()).toBe(0);
  expect(await waiting()).toEqual([]);
});

test('a message that a worker has taken is neither repeated nor removed', async () => {
  const consumed: number[] = [];
  const ended = Promise.withResolvers<void>();
  const { queues, openRaw, consume } = open((epoch) => {
    consumed.push(epoch);
    return ended.promise;
  });
  consume({ concurrency: 1 });
  await queues.arrange([message(1), message(2)]);
  await expect.poll(() => consumed).toEqual([1]);
  expect(await queues.arrange([message(1), message(3), message(2)])).toBe(2);
  expect(await queues.arrange([])).toBe(0);
  expect(await openRaw(PLAN_VERSION).getJobCounts('wait', 'active')).toEqual({ wait: 0, active: 1 });
  await queues.arrange([message(3)]);
  ended.resolve();
  await expect.poll(() => consumed).toEqual([1, 3]);
});

test('a message can be enqueued again after it succeeded or failed', async () => {
  const consumed: number[] = [];
  const { queues, consume } = open(async (epoch) => {
    consumed.push(epoch);
    throw new Error('this is logged, and the row decides');
  });
  consume();
  await queues.arrange([message(1)]);
  await expect.poll(() => consumed).toEqual([1]);
  await expect
    .poll(async () => {
      await queues.arrange([message(1)]);
      return consumed.length;
    })
    .toBeGreaterThan(1);
});

test('the processes that consume a queue are counted', async () => {
  const { queues, consume } = open(async () => undefined);
  expect(await queues.countConsumers('io')).toBe(0);
  consume();
  consume();
  await expect.poll(() => queues.countConsumers('io')).toBe(2);
  expect(await queues.countConsumers('encode')).toBe(0);
});

test('queue depth is exported to Prometheus by queue and state', async () => {
  const ended = Promise.withResolvers<void>();
  const { queues, consume } = open(() => ended.promise);
  const metrics = createMetrics('test');
  observeQueues(metrics, queues, log);
  consume({ concurrency: 1 });
  await queues.arrange([message(1), message(2), message(3)]);
  const depth = async (state: string) => {
    const text = await metrics.registry.metrics();
    return new RegExp(`^queue_messages\\{queue="io",state="${state}",service="test"\\} (\\d+)$`, 'm').exec(text)?.[1];
  };
  await expect
    .poll(async () => [await depth('waiting'), await depth('active'), await depth('delayed')])
    .toEqual([...['2', '1', '0']]);
  ended.resolve();
});

test('a worker receives only messages of its own plan version', async () => {
  const consumed: string[] = [];
  const { openQueues, consume } = open(async () => undefined);
  const consumeAs = (planVersion: number) =>
    consume({ planVersion, run: async ({ epoch }) => void consumed.push(`plan ${planVersion} message ${epoch}`) });
  consumeAs(7);
  consumeAs(8);
  for (const epoch of [1, 2, 3]) {
    await openQueues(8).arrange([message(epoch)]);
    await openQueues(7).arrange([message(epoch)]);
  }
  await expect.poll(() => consumed.length).toBe(6);
  expect(consumed.toSorted()).toEqual(
    [7, 8].flatMap((plan) => [1, 2, 3].map((epoch) => `plan ${plan} message ${epoch}`)),
  );
});

const TRACE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
/** How releases without traces read a message: unknown fields are rejected. */
const RunTaskBeforeTraces = z.strictObject({ taskId: z.string(), epoch: z.int() });

test('a message carries its trace, and workers of releases without traces can still read it', async () => {
  const consumed: unknown[] = [];
  const { openQueues, openRaw, consume } = open(async () => undefined);
  await openQueues(9).arrange([{ ...message(1), traceparent: TRACE }]);
  const [waiting] = await openRaw(9).getWaiting();
  expect(RunTaskBeforeTraces.parse(waiting?.data)).toMatchObject({ epoch: 1 });
  consume({ planVersion: 9, run: async (task) => void consumed.push(task) });
  await expect.poll(() => consumed).toEqual([{ taskId: message(1).taskId, epoch: 1, traceparent: TRACE }]);
});

test('messages from releases without traces, and from later ones with more fields, are consumed', async () => {
  const consumed: unknown[] = [];
  const { openRaw, consume } = open(async () => undefined);
  const { taskId } = message(1);
  await openRaw(9).add('runTask', { taskId, epoch: 1 });
  await openRaw(9).add('runTask', { taskId, epoch: 2, region: 'eu' });
  consume({ planVersion: 9, concurrency: 1, run: async (task) => void consumed.push(task) });
  await expect.poll(() => consumed).toEqual([1, 2].map((epoch) => ({ taskId, epoch })));
});
