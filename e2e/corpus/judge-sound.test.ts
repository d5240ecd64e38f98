import { expect, test } from 'vitest';
import { timeProblems } from './judge-picture.ts';
import { languageProblems, syncProblems, trackProblems } from './judge-sound.ts';

const WANTED = { seconds: 2, audios: ['en'], beeps: [0, 1], lufs: -20, peak: 0.7, minPeak: 0.4 };
const FOUND = { seconds: 2, channels: 2, beeps: [0.01, 1.01], lufs: -20.4, peak: 0.72 };

test('a track that sounds like its source has no problems', () => {
  expect(trackProblems(WANTED, 0, FOUND)).toEqual([]);
});

test.each([
  ['audio that ends early', { seconds: 1.5 }, ['audio lasts 1.50 s instead of 2 s']],
  ['a lost beep', { beeps: [0] }, ['1 beeps instead of 2']],
  ['a beep in the wrong place', { beeps: [0, 1.2] }, ['beeps up to 0.200 s off']],
  ['clipping', { peak: 1.86 }, ['a peak of 5.4 dBFS']],
  ['a lost loudness', { peak: 0.1 }, ['a peak of only -20.0 dBFS']],
  ['another loudness', { lufs: -23 }, ['-23 LUFS instead of -20']],
])('%s is a problem', (_, change, problems) => {
  expect(trackProblems(WANTED, 0, { ...FOUND, ...change })).toEqual(problems);
});

test('audio above full scale may be quieter, but only as much as the encoder reduces it', () => {
  const loud = { ...WANTED, lufs: -4.4, peak: 1.25 };
  expect(trackProblems(loud, 0, { ...FOUND, lufs: -6.6 })).toEqual([]);
  expect(trackProblems(loud, 0, { ...FOUND, lufs: -7 })).toEqual(['-7 LUFS instead of -4.4']);
  expect(trackProblems(loud, 0, { ...FOUND, lufs: -3 })).toEqual(['-3 LUFS instead of -4.4']);
});

const MARKS = { ...WANTED, flashes: [0, 1, 2], beeps: [0, 1, 2] };

test('beeps are at most 40 ms from their flash, at the end too', () => {
  expect(syncProblems(MARKS, [0, 1, 2], [0.03, 1.03, 2.03])).toEqual([]);
  expect(syncProblems(MARKS, [0, 1, 2], [0, 1, 1.95])).toEqual(['beeps up to -50 ms from their flash']);
  expect(timeProblems('flashes', [0, 1], [0, 1, 2])).toEqual(['2 flashes instead of 3']);
});

test('a beep is compared with the nearest flash, as in the source', () => {
  expect(syncProblems({ ...MARKS, beeps: [2] }, [0, 1, 2], [2.01])).toEqual([]);
  expect(syncProblems({ ...MARKS, flashes: [2] }, [2], [0, 1, 2.06])).toEqual(['beeps up to 60 ms from their flash']);
  expect(syncProblems({ ...MARKS, beeps: [0.05, 1.05, 2.05] }, [0, 1, 2], [0.06, 1.06, 2.06])).toEqual([]);
});

test('every output keeps whole languages', () => {
  expect(languageProblems(['pt-BR', ''], ['pt-BR', ''])).toEqual([]);
  expect(languageProblems(['pt', ''], ['por', 'und'])).toEqual([]);
  expect(languageProblems(['pt-BR', ''], ['por', ''])).toEqual(['languages pt,  instead of pt-BR, ']);
  expect(languageProblems(['pt-BR'], [])).toEqual(['0 audio tracks instead of 1']);
});
