import { expect, test } from 'vitest';
import { CONTAINERS } from './dimensions.ts';
import { argvOf, type OddFile, oddFiles } from './odd-file.ts';

const first = (count: number, seed = 1): OddFile[] => {
  const files = oddFiles(seed);
  return Array.from({ length: count }, () => files.next().value as OddFile);
};

test('the same seed gives the same files, another seed others', () => {
  expect(first(50)).toEqual(first(50));
  expect(first(50, 2).map(({ name }) => name)).not.toEqual(first(50).map(({ name }) => name));
});

test('names are unique, and every container takes its turn', () => {
  const files = first(500);
  expect(new Set(files.map(({ name }) => name)).size).toBe(500);
  expect(new Set(files.map(({ container }) => container))).toEqual(new Set(CONTAINERS));
});

test('the expectation lists the markers that the fault leaves', () => {
  const files = first(3_000).filter(({ video, audio }) => video && audio);
  const expected = (fault: string) => files.find((file) => file.fault === fault)?.expected;
  const all = [0, 1, 2];
  expect(expected('none')).toEqual({ seconds: 3, flashes: all, beeps: all });
  expect(expected('lateAudio')).toEqual({ seconds: 3, flashes: all, beeps: [2] });
  expect(expected('earlyVideoEnd')).toEqual({ seconds: 3, flashes: [0, 1], beeps: all });
  expect(expected('restart')).toEqual({ seconds: 3, flashes: all, beeps: all });
  expect(expected('truncated')).toEqual({});
});

test('an audio file has no video, and ffmpeg writes to the given path', () => {
  const file = first(200).find(({ container }) => container.muxer === 'wav');
  const argv = file ? argvOf(file, '/out.wav') : [];
  expect(argv.slice(-3)).toEqual(['-f', 'wav', '/out.wav']);
  expect(argv).not.toContain('-pix_fmt');
});
