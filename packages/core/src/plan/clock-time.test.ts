import { expect, test } from 'vitest';
import { clockTime } from './clock-time.js';

test.each([
  [0, '0:00'],
  [12_999, '0:12'],
  [61_000, '1:01'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%d ms are shown as %s', (ms, text) => expect(clockTime(ms)).toBe(text));
