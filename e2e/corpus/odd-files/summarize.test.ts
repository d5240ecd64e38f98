import { expect, test } from 'vitest';
import type { OddInput } from './odd-manifest.ts';
import { isRefusal, summarize } from './summarize.ts';

const input = (name: string, container: string): OddInput => ({
  ...{ name, file: name, container, fault: 'none', audio: 'aac', expected: {} },
});

test('counts what came out, by every property', () => {
  const inputs = [input('a', 'mp4'), input('b', 'mp4'), input('c', 'avi')];
  const rows = [
    { name: 'a', result: 'completed', problems: [] },
    { name: 'b', result: 'completed', problems: ['api: 2 s instead of 3 s'] },
    { name: 'c', result: 'SOURCE_DAMAGED', problems: ['failed with SOURCE_DAMAGED The file is damaged.'] },
  ];
  expect(summarize(inputs, rows).split('\n').slice(2)).toEqual([
    '| container | avi | 0 | 1 | 0 |',
    '| container | mp4 | 1 | 0 | 1 |',
    '| audio | aac | 1 | 1 | 1 |',
    '| fault | none | 1 | 1 | 1 |',
  ]);
});

test('an encoder that fails is no refusal', () => {
  const problems = ['failed with ENCODER_CRASHED Encoding failed unexpectedly.'];
  expect(isRefusal({ name: 'a', result: 'ENCODER_CRASHED', problems })).toBe(false);
});
