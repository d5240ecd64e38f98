import { expect, test } from 'vitest';
import { firstCheckAt, nextCheckAt } from './when-to-check.js';

const MINUTE_MS = 60_000;
const created = new Date(0);
const expiresAt = new Date(72 * 60 * MINUTE_MS);
const facts = { expiresAt, createdAt: created, videoDetails: {} };
const pauseMs = (ageMs: number) => nextCheckAt(facts, new Date(ageMs)).getTime() - ageMs;

test('the first check comes soon after URLs were signed, later ones less often', () => {
  expect(firstCheckAt(facts, created, 10_000)).toEqual(new Date(10_000));
  expect(pauseMs(MINUTE_MS)).toBe(30_000);
  expect(pauseMs(20 * MINUTE_MS)).toBe(5 * MINUTE_MS);
  expect(pauseMs(24 * 60 * MINUTE_MS)).toBe(10 * MINUTE_MS);
});

test('no check is later than the expiry, and without video details the only check is at the expiry', () => {
  const late = new Date(expiresAt.getTime() - 1_000);
  expect(nextCheckAt(facts, late)).toEqual(expiresAt);
  expect(firstCheckAt(facts, late, 10_000)).toEqual(expiresAt);
  expect(firstCheckAt({ ...facts, videoDetails: null }, created, 10_000)).toEqual(expiresAt);
});
