import type { TaskId } from '@media/core';
import type { ClaimedTask } from '@media/database';
import { createLog } from '@media/runtime';
import { afterEach, expect, test } from 'vitest';
import { endTasks } from './end-tasks.js';
import { type HeldTasks, holdTasks } from './held-tasks.js';

const log = createLog('test', 'silent');
const opened: HeldTasks[] = [];
afterEach(() => {
  for (const held of opened.splice(0)) held.close();
});

/** A process with claims; `kept` is the database's response to heartbeats. */
const holding = (kept: () => TaskId[] = () => [], leaseMs = 60_000, locked: () => TaskId[] = () => []): HeldTasks => {
  const claims = { heartbeat: async () => ({ kept: new Set(kept()), locked: new Set(locked()) }) };
  const held = holdTasks({ claims, leaseMs, heartbeatMs: 60_000, log });
  opened.push(held);
  return held;
};
const claimed = (id: string) => ({ id, epoch: 1 }) as ClaimedTask;

test('a claim in progress during shutdown is awaited and released immediately', async () => {
  const held = holding();
  const { promise: answer, resolve } = Promise.withResolvers<ClaimedTask>();
  const asked = held.claim(() => answer);
  const ended = endTasks({ held, pause: () => new Promise(() => {}), finishMs: 1, releaseMs: 60_000 });
  await new Promise((done) => setTimeout(done, 20));
  resolve(claimed('late'));
  const late = await asked;
  expect(late?.stopReason()).toBe('shutdown');
  expect(late?.signal.aborted).toBe(true);
  late?.[Symbol.dispose]();
  await ended;
});

test('a process that is shutting down makes no new claims', async () => {
  const held = holding();
  held.stopAll();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    return claimed('new');
  };
  expect(await held.claim(ask)).toBeUndefined();
  expect(asked).toBe(0);
});

test('neither an old message nor a failing claim blocks shutdown', async () => {
  const held = holding();
  expect(await held.claim(async () => undefined)).toBeUndefined();
  await expect(held.claim(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await held.idle(600_000);
});

test('only the claim that the database no longer confirms is lost', async () => {
  const held = holding(() => ['kept' as TaskId]);
  const [kept, lost] = [
    await held.claim(async () => claimed('kept')),
    await held.claim(async () => claimed('cancelled')),
  ];
  held.checkSoon(['cancelled' as TaskId]);
  await expect.poll(() => lost?.stopReason()).toBe('lost');
  expect(kept?.stopReason()).toBeUndefined();
});

test('a claim without confirmation for a whole lease is dropped', async () => {
  const held = holding(() => [], 40);
  const task = await held.claim(async () => claimed('silent'));
  await expect.poll(() => task?.stopReason()).toBe('lost');
});

test('a claim with a locked row is still held, unless the lock lasts for a whole lease', async () => {
  const ids = () => ['locked' as TaskId];
  const patient = holding(ids, 60_000, ids);
  const kept = await patient.claim(async () => claimed('locked'));
  patient.checkSoon(ids());
  const hasty = holding(ids, 40, ids);
  const lost = await hasty.claim(async () => claimed('locked'));
  // Checks much more often than once per lease: a response without a renewal must not count as one.
  const askAgain = () => {
    hasty.checkSoon(ids());
    return lost?.stopReason();
  };
  await expect.poll(askAgain, { interval: 5 }).toBe('lost');
  expect(kept?.stopReason()).toBeUndefined();
});
