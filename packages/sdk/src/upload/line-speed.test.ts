import { expect, test } from 'vitest';
import { createLineSpeed, createSpeedProbe, SLOW_BYTES_PER_SECOND } from './line-speed.js';

test('the speed of a line is that of its first seconds, without what only filled buffers', () => {
  const clock = { at: 0 };
  const probe = createSpeedProbe(() => clock.at);
  const at = (ms: number, movedBytes: number) => {
    clock.at = ms;
    return probe(movedBytes);
  };
  expect(at(5_000, 0)).toBeUndefined();
  expect(at(10_000, 8_000_000)).toBeUndefined();
  expect(at(11_000, 8_100_000)).toBeUndefined();
  expect(at(13_000, 8_200_000)).toBeUndefined();
  expect(at(14_000, 8_400_000)).toBe(100_000);
  expect(at(15_000, 9_000_000)).toBeUndefined();
});

test('a line is slow only once it was measured', () => {
  const line = createLineSpeed();
  expect(line.isSlow()).toBe(false);
  line.measured(SLOW_BYTES_PER_SECOND - 1);
  expect(line.isSlow()).toBe(true);
  line.measured(SLOW_BYTES_PER_SECOND);
  expect(line.isSlow()).toBe(false);
});
