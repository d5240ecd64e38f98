import { expect, test } from 'vitest';
import { PLAYBACK_SECONDS, REPLACED_KEPT_MS, STABLE_SECONDS } from './lifetimes.js';

test('bytes outlive the longest URL to them', () => {
  expect(REPLACED_KEPT_MS).toBeGreaterThan(PLAYBACK_SECONDS * 1_000);
});

test('a URL is good for longer than it stays the same', () => {
  expect(PLAYBACK_SECONDS).toBeGreaterThan(STABLE_SECONDS);
});
