import { PLAYBACK_SECONDS, viewerUrlSeconds } from '@media/core';
import { expect, test } from 'vitest';
import { mediaExpiresAfter, privateNote, visibilityChoices } from './visibility-texts';

test('the organization is named where it matters', () => {
  expect(visibilityChoices('Ridge Riders').map(({ text }) => text)).toEqual([
    'Only members of Ridge Riders.',
    'Anyone with the link.',
    expect.stringContaining('Anyone.'),
  ]);
});

test.each([0, 1, 20_000, 60_000, 61_000, 3_600_000, 86_400_000])(
  'the time until media of a video of %d ms expires is never too short, and at most a minute too long',
  (durationMs) => {
    const signedMinutes = viewerUrlSeconds(durationMs) / 60;
    const shown = mediaExpiresAfter(durationMs);
    expect(shown).toBeGreaterThanOrEqual(signedMinutes);
    expect(shown).toBeLessThan(signedMinutes + 1);
    expect(shown).toBeLessThanOrEqual(PLAYBACK_SECONDS / 60);
  },
);

test('a change to private says what it does not end at once', () => {
  expect(privateNote(90_000)).toMatch(/within a minute.*plus 15 minutes, here at most 17 minutes\.$/);
  expect(privateNote(undefined)).toMatch(/plus 15 minutes\.$/);
});
