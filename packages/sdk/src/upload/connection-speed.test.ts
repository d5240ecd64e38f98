import { expect, test } from 'vitest';
import { createConnectionSpeed, createSpeedProbe, SLOW_BYTES_PER_SECOND } from './connection-speed.js';

const probeOf = () => {
  const clock = { at: 0 };
  const measured: number[] = [];
  const probe = createSpeedProbe(
    (speed) => measured.push(speed),
    () => clock.at,
  );
  const sent = (seconds: number, partNumber: number, sentBytes: number, sizeBytes = 10_000_000) => {
    clock.at = seconds * 1_000;
    probe.sent(partNumber, sentBytes, sizeBytes);
  };
  return { probe, measured, sent };
};

test('the speed is measured over the first seconds, without the bytes that only filled buffers', () => {
  const { sent, measured } = probeOf();
  sent(10, 1, 4_000_000);
  sent(10.5, 2, 4_000_000);
  sent(11, 1, 4_100_000);
  sent(13, 2, 4_200_000);
  expect(measured).toEqual([]);
  sent(14, 1, 4_200_000);
  expect(measured).toEqual([100_000]);
  sent(20, 1, 9_000_000);
  expect(measured).toHaveLength(1);
});

test("waiting for the store, a signature or the next part doesn't count as a slow connection", () => {
  const { sent, probe, measured } = probeOf();
  sent(0, 1, 1_000_000);
  sent(1, 1, 10_000_000);
  sent(30, 2, 1_000_000);
  probe.lost(2);
  sent(60, 2, 1_000_000);
  sent(61.5, 2, 5_500_000);
  expect(measured).toEqual([]);
  sent(63, 2, 10_000_000);
  expect(measured).toHaveLength(1);
  expect(measured[0]).toBeGreaterThan(3 * SLOW_BYTES_PER_SECOND);
});

test('a connection counts as slow only after it was measured', () => {
  const speed = createConnectionSpeed();
  expect(speed.isSlow()).toBe(false);
  speed.measured(SLOW_BYTES_PER_SECOND - 1);
  expect(speed.isSlow()).toBe(true);
  speed.measured(SLOW_BYTES_PER_SECOND);
  expect(speed.isSlow()).toBe(false);
});
