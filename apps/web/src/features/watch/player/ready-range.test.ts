import { expect, test } from 'vitest';
import {
  describeReady,
  isNearEnd,
  type Lists,
  levelToKeep,
  readySeconds,
  seekWithin,
  type TrackList,
} from './ready-range';

const growing = (edgeSeconds: number): TrackList => ({ edgeSeconds, isGrowing: true });
const whole = (edgeSeconds: number): TrackList => ({ edgeSeconds, isGrowing: false });
const lists = (levels: [number, TrackList][], level: number, audio?: TrackList): Lists => ({
  levels: new Map(levels),
  level,
  ...(audio && { audio }),
});

test.each([
  ['the shorter of video and audio', lists([[0, growing(40)]], 0, growing(36)), 36],
  ['the video where there is no audio', lists([[0, growing(40)]], 0), 40],
  ['the video where audio is complete', lists([[0, growing(40)]], 0, whole(90)), 40],
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
])('the ready part is %s', (_, given, expected) => {
  expect(readySeconds(given)).toBe(expected);
});

test('the ready part is undefined once the video is complete, and before a playlist is loaded', () => {
  expect(readySeconds(lists([[0, whole(90)]], 0, whole(90)))).toBeUndefined();
  expect(readySeconds({ levels: new Map() })).toBeUndefined();
  const onSlowerLevel: [number, TrackList][] = [
    [0, growing(4)],
    [1, whole(90)],
  ];
  expect(readySeconds(lists(onSlowerLevel, 1))).toBeUndefined();
});

test('a player switches to another quality only where its own ends', () => {
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

test('a seek is limited to the ready part', () => {
  expect(seekWithin(12, 20)).toBe(12);
  expect(seekWithin(20, 20)).toBe(20);
  expect(seekWithin(50, 20)).toBe(19.75);
  expect(seekWithin(50, 0.1)).toBe(0);
});

test('a player counts as waiting shortly before the end of the ready part', () => {
  expect(isNearEnd(19, 20)).toBe(false);
  expect(isNearEnd(19.8, 20)).toBe(true);
});

test('the ready part is described with the total duration if that is known', () => {
  const rest = 'the rest will follow';
  expect(describeReady(80, 725_000)).toEqual({ text: '1:20 of 12:05 ready to watch', rest, percent: (100 * 80) / 725 });
  expect(describeReady(80, undefined)).toEqual({ text: 'First 1:20 ready to watch', rest });
});

test.each([79.97, 80.3])('at %d s, a video of 80 s is ready as a whole although processing continues', (ready) => {
  expect(describeReady(ready, 80_000)).toEqual({ text: '1:20 of 1:20 ready to watch', percent: 100 });
});
