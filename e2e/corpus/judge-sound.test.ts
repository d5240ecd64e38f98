import { expect, test } from 'vitest';
import { timeProblems } from './judge-picture.ts';
import { languageProblems, syncProblems, trackProblems } from './judge-sound.ts';

const WANTED = { seconds: 2, audios: ['en'], beeps: [0, 1], lufs: -20, peak: 0.7 };
const FOUND = { seconds: 2, channels: 2, beeps: [0.01, 1.01], lufs: -20.4, peak: 0.72 };

test('a track that sounds like its source has no problems', () => {
  expect(trackProblems(WANTED, 0, FOUND)).toEqual([]);
});

test.each([
  ['audio that ends early', { seconds: 1.5 }, ['audio lasts 1.50 s instead of 2 s']],
  ['a lost beep', { beeps: [0] }, ['1 beeps instead of 2']],
  ['a beep in the wrong place', { beeps: [0, 1.2] }, ['beeps up to 0.200 s off']],
  ['clipping', { peak: 1.86 }, ['a peak of 5.4 dBFS']],
  ['another loudness', { lufs: -23 }, ['-23 LUFS instead of -20']],
])('%s is a problem', (_, change, problems) => {
  expect(trackProblems(WANTED, 0, { ...FOUND, ...change })).toEqual(problems);
});

test('beeps are at most 40 ms from their flash, at the end too', () => {
  expect(syncProblems([0, 1, 2], [0.03, 1.03, 2.03])).toEqual([]);
  expect(syncProblems([0, 1, 2], [0, 1, 1.95])).toEqual(['beeps up to -50 ms from their flash']);
  expect(timeProblems('flashes', [0, 1], [0, 1, 2])).toEqual(['2 flashes instead of 3']);
});

test('playlists keep whole languages, MP4 the primary one', () => {
  expect(languageProblems(['pt-BR', ''], ['por', 'und'], true)).toEqual([]);
  expect(languageProblems(['pt-BR', ''], ['pt-BR', ''], false)).toEqual([]);
  expect(languageProblems(['pt-BR', ''], ['pt', ''], false)).toEqual(['languages pt,  instead of pt-BR, ']);
  expect(languageProblems(['pt-BR'], [], false)).toEqual(['0 audio tracks instead of 1']);
});
