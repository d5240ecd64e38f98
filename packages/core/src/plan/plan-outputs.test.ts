import { expect, test } from 'vitest';
import { renditionInName } from './output-names.js';
import type { Rendition } from './plan.js';
import { planOutputs } from './plan-outputs.js';
import type { Recipe } from './recipe.js';

const rendition = (name: string, width: number, height: number): Rendition => ({
  ...{ name, width, height, maxBitrateBps: 1, bufferBits: 2 },
});
const renditions = [rendition('1080p', 1920, 1080), rendition('720p', 1280, 720), rendition('480p', 854, 480)];
const audios = [{ name: 'a0' }, { name: 'a1' }];
const planned = (mp4Rungs?: Recipe['mp4Rungs'], outputs: Recipe['outputs'] = ['mp4']) =>
  planOutputs({ outputs, ...(mp4Rungs && { mp4Rungs }) }, { renditions }, audios);
const names = (mp4Rungs?: Recipe['mp4Rungs'], outputs?: Recipe['outputs']) =>
  planned(mp4Rungs, outputs).map(({ name }) => name);

test('by default there is one MP4, of the best rendition', () => {
  expect(planned()).toEqual([{ kind: 'mp4', name: 'video.mp4', rendition: '1080p', audios: ['a0', 'a1'] }]);
});

test('each requested rung gets an MP4 with all audio tracks and the rung in its name', () => {
  expect(planned(['480p'])[1]).toEqual({
    ...{ kind: 'mp4', name: 'video-480p.mp4', rendition: '480p', audios: ['a0', 'a1'] },
  });
  expect(names('all')).toEqual(['video.mp4', 'video-720p.mp4', 'video-480p.mp4']);
});

test("the best rendition is listed once, and a rung that isn't made is left out", () => {
  expect(names(['2160p', '720p', '1080p', '720p'])).toEqual(['video.mp4', 'video-720p.mp4']);
});

test('requested rungs have no effect without MP4s', () => {
  expect(names('all', ['hls', 'poster', 'preview'])).toEqual(['master.m3u8', 'poster.jpg', 'preview.mp4']);
});

test('an audio file becomes a single M4A, whatever the recipe requests', () => {
  expect(
    planOutputs({ outputs: ['hls', 'mp4', 'audio', 'poster', 'preview'], mp4Rungs: 'all' }, undefined, audios),
  ).toEqual([
    { kind: 'hls', name: 'master.m3u8', audios: ['a0', 'a1'] },
    { kind: 'audio', name: 'audio.m4a', audios: ['a0'] },
  ]);
});

test('a name contains its rendition unless it is the best one', () => {
  expect(names('all').map(renditionInName)).toEqual([undefined, '720p', '480p']);
});
