import { expect, test } from 'vitest';
import {
  PLAYBACK_SECONDS,
  REPLACED_OUTPUT_RETENTION_MS,
  STABLE_SECONDS,
  VIEWER_STABLE_SECONDS,
  viewerUrlSeconds,
} from './lifetimes.js';

test('replaced outputs outlive every URL to them', () => {
  expect(REPLACED_OUTPUT_RETENTION_MS).toBeGreaterThan(PLAYBACK_SECONDS * 1_000);
});

test('a URL is valid for longer than it stays the same', () => {
  expect(PLAYBACK_SECONDS).toBeGreaterThan(STABLE_SECONDS);
});

test('a URL of a viewer works for the duration of the video and 10 to 15 minutes, but no longer than one of a member', () => {
  expect(viewerUrlSeconds(0)).toBe(900);
  expect(viewerUrlSeconds(60_001)).toBe(961);
  expect(viewerUrlSeconds(86_400_000)).toBe(PLAYBACK_SECONDS);
  expect(viewerUrlSeconds(60_000) - VIEWER_STABLE_SECONDS).toBe(60 + 600);
});
