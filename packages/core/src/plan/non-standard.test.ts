import { expect, test } from 'vitest';
import { nonStandardReasons } from './non-standard.js';
import { audioStream } from './plan.fixture.js';
import type { CopyDecision, Plan } from './plan.js';

const planWith = (...unmet: CopyDecision['unmet']) =>
  ({ video: { copy: { copied: false, rule: unmet[0] ?? 'fit', unmet } } }) as Pick<Plan, 'video'>;
const AAC = { audios: [audioStream()] };

test('every rule that speaks against copying is listed once, but not that of the recipe', () => {
  expect(nonStandardReasons(AAC, planWith('recipe', 'codec', 'progressive', 'first-frame', 'first-key'))).toEqual([
    ...['videoCodec', 'interlaced', 'firstFrame'],
  ]);
});

test('a file that could be copied is standard, whatever the recipe', () => {
  expect(nonStandardReasons(AAC, planWith())).toEqual([]);
  expect(nonStandardReasons({ audios: [] }, planWith('recipe'))).toEqual([]);
});

test('audio other than AAC is listed, also without video', () => {
  expect(nonStandardReasons({ audios: [audioStream({ codec: 'ac3' })] }, {})).toEqual(['audioCodec']);
});
