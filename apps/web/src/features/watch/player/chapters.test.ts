import { expect, test } from 'vitest';
import { chapterAt, chaptersVtt } from './chapters';

const CHAPTERS = [
  { startMs: 0, endMs: 1_500, title: 'A <b> & C' },
  { startMs: 3_723_045, endMs: 3_800_000, title: 'End' },
];

test('chapters become the cues of a track', () => {
  expect(chaptersVtt(CHAPTERS)).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nA &lt;b&gt; &amp; C\n\n01:02:03.045 --> 01:03:20.000\nEnd',
  );
});

test('the current chapter is found, also at its first moment', () => {
  expect([0, 1.4, 1.5, 3_723.045, 3_800].map((seconds) => chapterAt(CHAPTERS, seconds))).toEqual([
    ...[0, 0, undefined, 1, undefined],
  ]);
});
