import { expect, test } from 'vitest';
import { formatBitrate, formatBytes, formatDuration } from './quantities.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [41_234_567, '41.2 MB'],
  [412_345_678, '412 MB'],
  [5e12, '5.0 TB'],
  [5e15, '5000 TB'],
])('%d bytes is %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('bitrates use decimal units', () => expect(formatBitrate(3_412_000)).toBe('3.4 Mbit/s'));

test.each([
  [950, '0.9 s'],
  [15_000, '15.0 s'],
  [125_400, '2:05 min'],
  [3_723_000, '1:02:03 h'],
])('%d ms is %s', (ms, text) => expect(formatDuration(ms)).toBe(text));
