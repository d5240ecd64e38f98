import { expect, test } from 'vitest';
import type { ParsedCmaf } from './follow-cmaf.js';
import { paddingSeconds, verifyAudio, verifyAudioEnd } from './verify-audio.js';

const lasting = (seconds: number): ParsedCmaf =>
  ({
    track: { timescale: 48_000 },
    segments: [{ startTicks: 0, durationTicks: seconds * 48_000 }],
  }) as unknown as ParsedCmaf;
const verify =
  (seconds: number, sourceEndSeconds: number, durationMs = 60_000) =>
  () =>
    verifyAudioEnd({ name: 'a0' }, durationMs, { parsed: lasting(seconds) }, sourceEndSeconds);
const refused = expect.objectContaining({
  code: 'OUTPUT_WRONG',
  details: expect.objectContaining({ reason: 'audio ends early' }),
});

test('an audio track that ends with its source passes, even if that is long before the end of the video', () => {
  expect(verify(60, 60)).not.toThrow();
  expect(verify(12, 12.1)).not.toThrow();
});

test('an audio track that ends before its source is refused', () => {
  expect(verify(59, 60)).toThrow(refused);
  expect(verify(12, 59)).toThrow(refused);
});

test("audio beyond the declared duration of the source isn't required", () => {
  expect(verify(61.9, 36_000)).not.toThrow();
});

test("appended silence doesn't hide that a track ends early or has no audio", () => {
  const track = { name: 'a0', padSeconds: 48, sampleRateHz: 48_000 };
  const video = { durationMs: 60_000 };
  const padded = (ownSeconds: number, seconds = 60) => ({
    parsed: lasting(seconds),
    paddedSeconds: paddingSeconds(track, video, ownSeconds * 48_000),
  });
  expect(() => verifyAudioEnd(track, 60_000, padded(12), 12)).not.toThrow();
  // Source audio is missing.
  expect(() => verifyAudioEnd(track, 60_000, padded(7), 12)).toThrow(refused);
  // The encoder stopped early.
  expect(() => verifyAudioEnd(track, 60_000, padded(12, 55), 12)).toThrow(refused);
  expect(() => verifyAudio(track, 60_000, padded(12))).not.toThrow();
  const none = expect.objectContaining({ code: 'SOURCE_DAMAGED' });
  expect(() => verifyAudio(track, 60_000, padded(0, 60 + 1024 / 48_000))).toThrow(none);
});

test('without video, nothing is padding, nor in a track that ends with the video', () => {
  expect(paddingSeconds({ sampleRateHz: 48_000 }, undefined, 48_000)).toBe(0);
  expect(paddingSeconds({ sampleRateHz: 48_000 }, { durationMs: 10_000 }, 9.95 * 48_000)).toBe(0);
});
