import { expect, test } from 'vitest';
import { durationText, parseDuration } from './duration-text';

test.each([
  ['', 0],
  [' 5 ', 300],
  ['1:30', 90],
  ['0:45', 45],
  ['90:00', 5400],
  ['1:02:03', 3723],
])('%j is %d seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['a', '1:', ':30', '1:2:3:4', '-5', '1.5', '12345'])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('a shown duration is read as the same one', () => {
  for (const seconds of [1, 59, 60, 3599, 3600, 86_399]) expect(parseDuration(durationText(seconds))).toBe(seconds);
  expect(durationText(0)).toBe('');
});
