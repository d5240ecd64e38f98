import { expect, test } from 'vitest';
import { createWatchMeter } from './watch-meter';

const MINUTE_MS = 60_000;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

/** Plays from one position to another, in steps like those of `timeupdate`. */
const played = (meter: ReturnType<typeof createWatchMeter>, from: number, to: number, durationMs?: number) => {
  for (let ms = from; ms < to; ms += 250) meter.playTo(ms, durationMs);
  meter.playTo(to, durationMs);
};

test('a start is reported once, also before anything was watched', () => {
  const meter = createWatchMeter();
  expect(meter.take()).toBeUndefined();
  meter.start();
  expect(meter.take()).toEqual({ play: true, watchedMs: 0, buckets: [] });
  expect(meter.take()).toBeUndefined();
});

test('a video that is played completely enters each part once, however short it is', () => {
  for (const durationMs of [3_000, MINUTE_MS, 60 * MINUTE_MS]) {
    const meter = createWatchMeter();
    played(meter, 0, durationMs, durationMs);
    expect(meter.take()).toEqual({ play: false, watchedMs: durationMs, buckets: range(0, 99) });
  }
});

test('parts and time that several reports share are reported once', () => {
  const meter = createWatchMeter();
  played(meter, 0, 20_000, 60 * MINUTE_MS);
  expect(meter.take()).toEqual({ play: false, watchedMs: 20_000, buckets: [0] });
  played(meter, 20_000, 40_000, 60 * MINUTE_MS);
  expect(meter.take()).toEqual({ play: false, watchedMs: 20_000, buckets: [1] });
});

test('what a jump skips is not watched, and what is watched again counts again', () => {
  const meter = createWatchMeter();
  played(meter, 0, 1_900, 100_000);
  meter.jump();
  played(meter, 50_000, 50_900, 100_000);
  meter.jump();
  played(meter, 0, 900, 100_000);
  expect(meter.take()).toEqual({ play: false, watchedMs: 3_700, buckets: [0, 1, 50, 0] });
});

test('a pause does not enter a part again', () => {
  const meter = createWatchMeter();
  played(meter, 0, 500, 100_000);
  meter.jump();
  played(meter, 500, 900, 100_000);
  expect(meter.take()).toEqual({ play: false, watchedMs: 900, buckets: [0] });
});

test('as long as the duration is unknown, only time counts', () => {
  const meter = createWatchMeter();
  played(meter, 0, 5_000);
  expect(meter.take()).toEqual({ play: false, watchedMs: 5_000, buckets: [] });
});

test('a report has at most 150 parts', () => {
  const meter = createWatchMeter();
  for (let round = 0; round < 2; round += 1) {
    played(meter, 0, 10_000, 10_000);
    meter.jump();
  }
  expect(meter.isFull()).toBe(true);
  expect(meter.take()?.buckets).toHaveLength(150);
  expect(meter.isFull()).toBe(false);
});
