import type { TaskId } from '@media/core';
import { createTestRedisPrefix, redisUrl } from '@media/testkit';
import { afterEach, expect, test } from 'vitest';
import { answerBell, createBell, createLog, type Ring } from './index.js';

const log = createLog('test', 'silent');
const ring = (epoch: number, delayMs = 0): Ring => ({
  ...{ taskId: '019300a0-0000-7000-8000-000000000000' as TaskId, epoch, queue: 'io', delayMs },
});

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const open = (run: (epoch: number) => Promise<void>) => {
  const { prefix } = createTestRedisPrefix();
  const config = { url: redisUrl(), prefix };
  const bell = createBell(config, log);
  closers.push(bell.close);
  const answer = () => {
    const answerer = answerBell(config, log, { queue: 'io', concurrency: 2, run: ({ epoch }) => run(epoch) });
    closers.push(answerer.close);
    return answerer;
  };
  return { bell, answer };
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
  await bell.ring([ring(1, 400), ring(2)]);
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
