import { expect, test } from 'vitest';
import {
  describeReady,
  isNearEnd,
  type Lists,
  levelToKeep,
  readySeconds,
  seekWithin,
  type TrackList,
} from './ready-part';

const growing = (edgeSeconds: number): TrackList => ({ edgeSeconds, isGrowing: true });
const whole = (edgeSeconds: number): TrackList => ({ edgeSeconds, isGrowing: false });
const lists = (levels: [number, TrackList][], level: number, sound?: TrackList): Lists => ({
  levels: new Map(levels),
  level,
  ...(sound && { sound }),
});

test.each([
  ['the shorter of picture and sound', lists([[0, growing(40)]], 0, growing(36)), 36],
  ['the picture where there is no sound', lists([[0, growing(40)]], 0), 40],
  ['the picture where the sound is whole', lists([[0, growing(40)]], 0, whole(90)), 40],
  [
    'the farthest quality',
    lists(
      [
        [0, growing(4)],
        [1, growing(64)],
      ],
      0,
    ),
    64,
  ],
])('what can be watched is %s', (_, given, expected) => {
  expect(readySeconds(given)).toBe(expected);
});

test('nothing is told of what is ready once all is there, or before anything was read', () => {
  expect(readySeconds(lists([[0, whole(90)]], 0, whole(90)))).toBeUndefined();
  expect(readySeconds({ levels: new Map() })).toBeUndefined();
  const leftBehind: [number, TrackList][] = [
    [0, growing(4)],
    [1, whole(90)],
  ];
  expect(readySeconds(lists(leftBehind, 1))).toBeUndefined();
});

test('a player is sent to the quality that has what comes next only where its own has not', () => {
  const levels: [number, TrackList][] = [
    [0, growing(4)],
    [2, growing(64)],
  ];
  expect(levelToKeep(lists(levels, 0), 3.5)).toBe(2);
  expect(levelToKeep(lists(levels, 0), 30)).toBe(2);
  expect(levelToKeep(lists(levels, 0), 1)).toBeUndefined();
  expect(levelToKeep(lists(levels, 2), 30)).toBeUndefined();
  expect(levelToKeep(lists([[0, growing(4)]], 0), 4)).toBeUndefined();
});

test('a seek ends where there is something to show', () => {
  expect(seekWithin(12, 20)).toBe(12);
  expect(seekWithin(20, 20)).toBe(20);
  expect(seekWithin(50, 20)).toBe(19.75);
  expect(seekWithin(50, 0.1)).toBe(0);
});

test('the end of what is ready is reached a little before it', () => {
  expect(isNearEnd(19, 20)).toBe(false);
  expect(isNearEnd(19.8, 20)).toBe(true);
});

test('what is ready is told with the length of the whole, as far as that is known', () => {
  const rest = 'the rest is being made';
  expect(describeReady(80, 725_000)).toEqual({ text: 'Ready up to 1:20 of 12:05', rest, percent: (100 * 80) / 725 });
  expect(describeReady(80, undefined)).toEqual({ text: 'Ready up to 1:20', rest });
});

test.each([79.97, 80.3])('at %d s all of a video of 80 s can be watched, though it is not complete', (ready) => {
  const rest = 'only the last steps are left';
  expect(describeReady(ready, 80_000)).toEqual({ text: 'Ready up to 1:20 of 1:20', rest, percent: 100 });
});
