import { expect, test } from 'vitest';
import { audioStream, sourceProbe, videoStream } from '../plan/plan.fixture.js';
import { ERRORS, type ErrorCode } from './error-catalog.js';
import { contentsOf, failureMessage } from './failure-reasons.js';

test('a reason replaces the general cause of a damaged file, and the next step stays', () => {
  const reason = { code: 'VIDEO_UNDECODABLE', afterMs: 12_000, frames: 3, expected: 100 };
  expect(failureMessage('SOURCE_DAMAGED', reason)).toBe(
    "The video can't be decoded after 0:12: in the section that begins there, only 3 of 100 frames are intact. Copy or export it again and upload the new file.",
  );
});

test('video whose decoder gave up says from when on', () => {
  const text = (afterMs: number) =>
    failureMessage('SOURCE_DAMAGED', { code: 'VIDEO_UNDECODABLE', afterMs, expected: 100 });
  const next = 'Copy or export it again and upload the new file.';
  expect([text(0), text(12_000)]).toEqual([
    `The video can't be decoded. ${next}`,
    `The video can't be decoded after 0:12. ${next}`,
  ]);
});

test('audio that is mostly lost says how much', () => {
  expect(failureMessage('SOURCE_DAMAGED', { code: 'AUDIO_MOSTLY_LOST', intactMs: 60, totalMs: 3000 })).toBe(
    "Most of the audio can't be decoded: only 0.1 s of 3.0 s are intact. Copy or export it again and upload the new file.",
  );
});

test('a failed encode says what the file contains', () => {
  const video = videoStream({ codec: 'hevc', profile: 'Rext', pixelFormat: 'yuv444p12le' });
  const audios = [audioStream({ codec: 'pcm_s24le', channels: 10 })];
  expect(failureMessage('ENCODER_CRASHED', contentsOf(sourceProbe({ video, audios })))).toBe(
    "Encoding failed unexpectedly. The cause may be the file's format: MP4/QuickTime with H.265 video (Rext, yuv444p12le, 1920×1080) and PCM audio (10 channels, 48000 Hz). Try again, or export the file as a standard MP4 and upload that.",
  );
});

test.each([
  [
    { code: 'NO_VIDEO_OR_AUDIO', container: 'mov', codecs: ['gpmd', 'tmcd'] },
    'The file (MP4/QuickTime with gpmd, tmcd) has tracks',
  ],
  [{ code: 'NO_VIDEO_OR_AUDIO', container: 'mpegts', codecs: [] }, 'The file (MPEG-TS) has tracks'],
  [{ code: 'NO_VIDEO_OR_AUDIO', container: 'mpegts' }, 'The file (MPEG-TS) has tracks'],
  [{ code: 'CODEC_UNSUPPORTED', codec: 'vvc' }, "The file uses a codec that can't be decoded (H.266)."],
  [{ code: 'CODEC_UNSUPPORTED', codec: 'none' }, 'The file uses an unknown codec.'],
  [{ code: 'CODEC_UNSUPPORTED', codec: 'xyz1', of: 'video' }, "The video uses a codec that can't be decoded (xyz1)."],
])('%o names the codecs if they have names', (reason, text) => {
  expect(failureMessage('SOURCE_NOT_MEDIA', reason)).toContain(text);
});

test('one channel is singular', () => {
  const found = contentsOf(sourceProbe({ video: undefined, audios: [audioStream({ channels: 1 })] }));
  expect(failureMessage('ENCODER_CRASHED', found)).toContain('AAC audio (1 channel, 48000 Hz)');
});

test.each([
  [{ code: 'TOO_LONG', durationMs: 90_000_000, maxMs: 43_200_000 }, 'The file lasts 25:00:00;'],
  [
    { code: 'INDEX_MISSING' },
    'its index is missing, probably because recording, copying or uploading it was interrupted.',
  ],
])('texts about a file also fit audio files and say what to do: %o', (reason, text) => {
  const message = failureMessage('SOURCE_DAMAGED', reason);
  expect(message).toContain(text);
  expect(message).toMatch(/upload the new file\.$/);
});

test.each([
  ['wv', "The file's format (WavPack) isn't supported. Common formats"],
  ['jpeg_pipe', "The file's format (JPEG image) isn't supported."],
  ['xyz', "The file's format (xyz) isn't supported."],
])('a format that is not accepted is named, with the next step: %s', (format, text) => {
  const message = failureMessage('SOURCE_NOT_MEDIA', { code: 'FORMAT_UNSUPPORTED', format });
  expect(message).toContain(text);
  expect(message).toMatch(/export it as MP4 and upload that\.$/);
});

test('without a reason, or with one that only a later release knows, the general text stays', () => {
  for (const reason of [undefined, null, 'no frames', { code: 'OF_A_LATER_RELEASE' }])
    expect(failureMessage('SOURCE_DAMAGED', reason)).toBe(ERRORS.SOURCE_DAMAGED.text);
});

test.each(Object.keys(ERRORS).filter((code) => code.startsWith('SOURCE_')) as ErrorCode[])(
  'the message of %s ends with its next step, whatever the reason',
  (code) => {
    const nextStep = ERRORS[code].text
      .split(/(?<=\.) (?=[A-Z])/)
      .slice(1)
      .join(' ');
    expect(nextStep).not.toBe('');
    expect(failureMessage(code, { code: 'NO_FRAMES' })).toBe(`The video track contains no frames. ${nextStep}`);
  },
);
