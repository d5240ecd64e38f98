import type { TaskId } from '@media/core';
import { createTestRedisPrefix, redisUrl } from '@media/testkit';
import { afterEach, expect, test } from 'vitest';
import { answerBell, createBell, createLog, type Ring } from './index.js';
import type { QueueWorkerOptions } from './queues.js';

const log = createLog('test', 'silent');
const ring = (epoch: number, { delayMs = 0, priority = 0 } = {}): Ring => ({
  ...{ taskId: '019300a0-0000-7000-8000-000000000000' as TaskId, epoch, queue: 'io', priority, delayMs },
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const open = (run: (epoch: number) => Promise<void>) => {
  const { prefix } = createTestRedisPrefix();
  const config = { url: redisUrl(), prefix };
  const openBell = (planVersion?: number) => {
    const bell = createBell(config, log, planVersion);
    closers.push(bell.close);
    return bell;
  };
  const answer = (options: Partial<QueueWorkerOptions> = {}) => {
    const task = { queue: 'io' as const, concurrency: 2, run: ({ epoch }: { epoch: number }) => run(epoch) };
    const answerer = answerBell(config, log, { ...task, ...options });
    closers.push(answerer.close);
    return answerer;
  };
  return { bell: openBell(), openBell, answer };
};

test('ringing twice for the same task and epoch is one ring', async () => {
  const heard: number[] = [];
  const { bell, answer } = open(async (epoch) => void heard.push(epoch));
  await bell.ring([ring(1), ring(1), ring(2)]);
  await bell.ring([ring(1)]);
  answer();
  await expect.poll(() => heard).toEqual([1, 2]);
});

test('a ring that ended, well or badly, may ring again', async () => {
  const heard: number[] = [];
  const { bell, answer } = open(async (epoch) => {
    heard.push(epoch);
    throw new Error('this is logged, and the row decides');
  });
  answer();
  await bell.ring([ring(1)]);
  await expect.poll(() => heard).toEqual([1]);
  await expect
    .poll(async () => {
      await bell.ring([ring(1)]);
      return heard.length;
    })
    .toBeGreaterThan(1);
});

test('a delayed ring is not heard before its time', async () => {
  const heard: number[] = [];
  const { bell, answer } = open(async (epoch) => void heard.push(epoch));
  answer();
  await bell.ring([ring(1, { delayMs: 400 }), ring(2)]);
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual([2, 1]);
});

test('the processes that answer a queue are counted', async () => {
  const { bell, answer } = open(async () => undefined);
  expect(await bell.countAnswerers('io')).toBe(0);
  answer();
  answer();
  await expect.poll(() => bell.countAnswerers('io')).toBe(2);
  expect(await bell.countAnswerers('encode')).toBe(0);
});

test('a ring of a lower priority number is heard first, although it rang last', async () => {
  const heard: number[] = [];
  const { bell, answer } = open(async (epoch) => void heard.push(epoch));
  await bell.ring([ring(1, { priority: 2 }), ring(2, { priority: 1 }), ring(3)]);
  answer({ concurrency: 1 });
  await expect.poll(() => heard).toEqual([3, 2, 1]);
});

test('a worker hears the rings of its own plan version, and takes none from the workers of another', async () => {
  const heard: string[] = [];
  const { openBell, answer } = open(async () => undefined);
  const listen = (planVersion: number) =>
    answer({ planVersion, run: async ({ epoch }) => void heard.push(`plan ${planVersion} ring ${epoch}`) });
  listen(7);
  listen(8);
  for (const epoch of [1, 2, 3]) {
    await openBell(8).ring([ring(epoch)]);
    await openBell(7).ring([ring(epoch)]);
  }
  await expect.poll(() => heard.length).toBe(6);
  expect(heard.toSorted()).toEqual([7, 8].flatMap((plan) => [1, 2, 3].map((epoch) => `plan ${plan} ring ${epoch}`)));
});
