import { expect, test } from 'vitest';
import { PLAYBACK_SECONDS, REPLACED_OUTPUT_RETENTION_MS, STABLE_SECONDS } from './lifetimes.js';

test('replaced outputs outlive every URL to them', () => {
  expect(REPLACED_OUTPUT_RETENTION_MS).toBeGreaterThan(PLAYBACK_SECONDS * 1_000);
});

test('a URL is valid for longer than it stays the same', () => {
  expect(PLAYBACK_SECONDS).toBeGreaterThan(STABLE_SECONDS);
});
