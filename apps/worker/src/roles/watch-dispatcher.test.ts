import { createLog } from '@media/runtime';
import { afterEach, expect, test } from 'vitest';
import { watchDispatcher } from './watch-dispatcher.js';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const { close } of opened.splice(0)) close();
});

/** A watcher that checks continuously; `answer` is the result. */
const watching = (answer: () => Promise<boolean>, warnAfterMs: number) => {
  const lines: string[] = [];
  let looks = 0;
  const log = createLog('test', 'info', { write: (line) => void lines.push(JSON.parse(line).msg) });
  const hasDispatcher = () => {
    looks += 1;
    return answer();
  };
  opened.push(watchDispatcher({ hasDispatcher, log, checkIntervalMs: 1, warnAfterMs }));
  return { lines, looks: () => looks };
};
const MISSING = 'No dispatcher running; start a worker with the role control';

test('a missing dispatcher is logged once, and so is its return', async () => {
  let leads = false;
  const { lines, looks } = watching(async () => leads, 0);
  await expect.poll(looks).toBeGreaterThan(5);
  expect(lines).toEqual([MISSING]);
  leads = true;
  await expect.poll(() => lines).toEqual([MISSING, 'Dispatcher available again']);
  leads = false;
  await expect.poll(() => lines).toEqual([MISSING, 'Dispatcher available again', MISSING]);
});

test('nothing is logged within the grace period or during a database outage', async () => {
  const waiting = watching(async () => false, 600_000);
  const blind = watching(async () => Promise.reject(new Error('away')), 0);
  await expect.poll(() => Math.min(waiting.looks(), blind.looks())).toBeGreaterThan(5);
  expect([...waiting.lines, ...blind.lines]).toEqual([]);
});
