import { expect, test } from 'vitest';
import type { Priority } from './priority.js';
import { expectedSpeed } from './queue-speed.js';

const load = (priority: Priority, cpuPerSecond: number, waitingWeight: number, measuredSeconds = 59) => ({
  priority,
  cpuPerSecond,
  measuredSeconds,
  waitingWeight,
});
const ALONE = { priority: 'normal', weight: 1, concurrentTasks: null } as const;

test('an organization that waits alone gets all that the queue delivers', () => {
  expect(expectedSpeed({ running: 4, priorities: [load('normal', 12, 1)] }, ALONE)).toBe(12);
});

test('organizations of a priority share it by weight', () => {
  const queue = { running: 4, priorities: [load('normal', 12, 6)] };
  expect(expectedSpeed(queue, ALONE)).toBe(2);
  expect(expectedSpeed(queue, { ...ALONE, weight: 3 })).toBe(6);
});

test('priorities with something waiting share the queue 16 : 4 : 1, whichever of them delivered what was measured', () => {
  const priorities = [load('high', 21, 2), load('normal', 0, 1), load('low', 0, 1)];
  expect(expectedSpeed({ running: 0, priorities }, ALONE)).toBeCloseTo(4);
  expect(expectedSpeed({ running: 0, priorities }, { ...ALONE, priority: 'low' })).toBeCloseTo(1);
  const idle = [load('high', 15, 0), load('normal', 0, 1), load('low', 0, 1)];
  expect(expectedSpeed({ running: 0, priorities: idle }, ALONE)).toBeCloseTo(12);
});

test('a queue that has been measured for a minute delivers what was measured, but never nothing', () => {
  const measured = (cpuPerSecond: number) => ({ running: 2, priorities: [load('normal', cpuPerSecond, 1, 60)] });
  expect(expectedSpeed(measured(0.2), ALONE)).toBeCloseTo(0.2);
  expect(expectedSpeed(measured(-5), ALONE)).toBe(0.01);
});

test('before that, a queue delivers at least one CPU second per second and running task', () => {
  expect(expectedSpeed({ running: 8, priorities: [load('normal', 3, 1)] }, ALONE)).toBe(8);
  expect(expectedSpeed({ running: 0, priorities: [] }, ALONE)).toBe(1);
  expect(expectedSpeed({ running: 0, priorities: [load('normal', -5, 1)] }, ALONE)).toBe(1);
});

test('an organization that the dispatcher has not counted yet gets at most its own weight of the sum', () => {
  expect(expectedSpeed({ running: 2, priorities: [load('normal', 2, 1)] }, { ...ALONE, weight: 4 })).toBe(2);
});

test('a limit of concurrent tasks also limits the speed', () => {
  const queue = { running: 10, priorities: [load('normal', 30, 1)] };
  expect(expectedSpeed(queue, { ...ALONE, concurrentTasks: 2 })).toBe(6);
  expect(expectedSpeed(queue, { ...ALONE, concurrentTasks: 50 })).toBe(30);
});
