import { expect, test } from 'vitest';
import { makePlan } from './make-plan.js';
import { audioStream, constantPts, sourceProbe, timelineOf } from './plan.fixture.js';
import { RECIPES } from './recipe.js';
import { warningText } from './source-warnings.js';

test('audio tracks above the limit are named, with their position in the file', () => {
  const audios = Array.from({ length: 4 }, (_, index) =>
    audioStream({ streamIndex: index, title: `Title ${index + 1}`, default: index === 2 }),
  );
  const recipe = { ...RECIPES.audio, audio: { ...RECIPES.audio.audio, maxTracks: 2, bitrateBps: 1, maxChannels: 2 } };
  const { video: _, ...audioOnly } = sourceProbe({ audios });
  const [warning] = makePlan(audioOnly, undefined, recipe).warnings;
  expect(warning && warningText(warning)).toBe(
    'Only 2 audio tracks were kept. Left out: Title 2 (track 2), Title 4 (track 4).',
  );
});

test('video tracks that are left out are named, unless the recipe has no video anyway', () => {
  const probe = sourceProbe({ leftOutVideos: [{ track: 1, codec: 'mjpeg', width: 320, height: 180 }] });
  const timeline = timelineOf(constantPts(30, { num: 30, den: 1 }));
  const [warning] = makePlan(probe, timeline, RECIPES.stream).warnings;
  expect(warning && warningText(warning)).toBe(
    'The file has several video tracks. Only one was kept, chosen by length and frame size. Left out: Motion JPEG at 320×180 (track 1).',
  );
  expect(makePlan(probe, undefined, RECIPES.audio).warnings).toEqual([]);
});

test('an ordinary source has no warnings', () => {
  const { video: _, ...audioOnly } = sourceProbe();
  expect(makePlan(audioOnly, undefined, RECIPES.audio).warnings).toEqual([]);
});

test("an audio track that can't be used is left out with its number, language and codec", () => {
  const unusableAudios = [{ track: 1, codec: 'mhm1', language: 'deu', problem: 'codec' as const }];
  const probe = sourceProbe({ audios: [audioStream({ channels: 10 })], unusableAudios });
  const { audios, warnings } = makePlan(probe, timelineOf(constantPts(300, { num: 30, den: 1 })), RECIPES.stream);
  expect(audios).toHaveLength(1);
  expect(warnings.map(warningText)).toEqual([
    "Audio track 1 (deu, mhm1) was left out, because its codec can't be decoded.",
    "The file doesn't say which speakers the 10 channels of audio track 2 are for, so they were guessed from the order of the channels.",
  ]);
});

test('a video without usable audio becomes silent with a warning, and an audio file fails with the codec', () => {
  const unusable = sourceProbe({ audios: [], unusableAudios: [{ track: 1, codec: 'mhm1', problem: 'codec' }] });
  const timeline = timelineOf(constantPts(300, { num: 30, den: 1 }));
  expect(makePlan(unusable, timeline, RECIPES.stream).warnings.map(({ code }) => code)).toEqual([
    'AUDIO_UNUSABLE',
    'AUDIO_MISSING',
  ]);
  const { video: _, ...audioOnly } = unusable;
  for (const probe of [unusable, audioOnly])
    expect(() => makePlan(probe, timeline, RECIPES.audio)).toThrow(
      expect.objectContaining({
        code: 'SOURCE_UNSUPPORTED',
        details: { reason: { code: 'CODEC_UNSUPPORTED', codec: 'mhm1', of: 'audio' } },
      }),
    );
});

test('single frames and timestamps are named in the singular', () => {
  expect(warningText({ code: 'BEGINNING_LOST', frames: 1, lostMs: 1000 })).toContain('so its first frame (');
  expect(warningText({ code: 'BEGINNING_LOST', frames: 2, lostMs: 1000 })).toContain('so its first 2 frames (');
  expect(warningText({ code: 'TIMES_REPAIRED', packets: 1 })).toMatch(/^A timestamp in the file was damaged\. It /);
  expect(warningText({ code: 'TIMES_REPAIRED', packets: 3 })).toMatch(/^3 timestamps in the file were damaged\. They /);
});
