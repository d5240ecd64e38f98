import { expect, test } from 'vitest';
import { contentsOf } from '../errors/failure-reasons.js';
import { nonStandardReasons } from './non-standard.js';
import { audioStream, sourceProbe } from './plan.fixture.js';
import type { CopyDecision, Plan } from './plan.js';

const planWith = (...unmet: CopyDecision['unmet']) =>
  ({ video: { copy: { copied: false, rule: unmet[0] ?? 'fit', unmet } } }) as Pick<Plan, 'video'>;
const AAC = sourceProbe();

test('every rule that speaks against copying is listed once, but not that of the recipe', () => {
  expect(nonStandardReasons(AAC, planWith('recipe', 'codec', 'progressive', 'first-frame', 'first-key'))).toEqual([
    ...['videoCodec', 'interlaced', 'firstFrame'],
  ]);
});

test('a file that could be copied is standard, whatever the recipe', () => {
  expect(nonStandardReasons(AAC, planWith())).toEqual([]);
  expect(nonStandardReasons(sourceProbe({ audios: [] }), planWith('recipe'))).toEqual([]);
});

test('audio other than AAC is listed, also without video', () => {
  expect(nonStandardReasons(sourceProbe({ audios: [audioStream({ codec: 'ac3' })] }), {})).toEqual(['audioCodec']);
});

test('of a remuxed file, the container and the codec of the upload count', () => {
  const probe = sourceProbe({ audios: [audioStream({ codec: 'flac' })] });
  const upload = { container: 'mpegts', videoCodec: 'h264', audioCodec: 'aac_latm' };
  expect(nonStandardReasons({ ...probe, upload }, planWith())).toEqual(['container']);
  expect(contentsOf({ ...probe, upload })).toMatchObject({
    container: 'mpegts',
    audio: expect.stringContaining('AAC (LATM) audio'),
  });
});
