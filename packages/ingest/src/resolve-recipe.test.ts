import { RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { resolveRecipe } from './resolve-recipe.js';

test('without a choice it is `stream`', () => {
  expect(resolveRecipe(undefined)).toEqual(resolveRecipe('stream'));
  expect(resolveRecipe('stream')).toMatchObject({
    name: 'stream',
    outputs: ['hls', 'dash', 'mp4', 'poster', 'preview'],
  });
});

test.each(['constructor', 'Stream', ''])('nobody knows a recipe %j', (name) => {
  expect(() => resolveRecipe(name)).toThrow(expect.objectContaining({ code: 'RECIPE_UNKNOWN' }));
});

test('heights of the ladder are its rungs, others fit between them', () => {
  const { video } = resolveRecipe({ name: 'mine', heights: [360, 1080, 540, 360], outputs: ['hls'] });
  expect(video?.ladder.map(({ name }) => name)).toEqual(['1080p', '540p', '360p']);
  const [full, middle, small] = video?.ladder ?? [];
  expect(full).toEqual(RECIPES.stream.video?.ladder[0]);
  expect(middle).toMatchObject({ shortSide: 540, longSide: 960 });
  expect(middle?.maxBitrateBps).toBeGreaterThan(small?.maxBitrateBps ?? 0);
  expect(middle?.maxBitrateBps).toBeLessThan(full?.maxBitrateBps ?? 0);
});

test('a recipe that wants only audio looks at no video', () => {
  expect(resolveRecipe({ name: 'mine', outputs: ['audio', 'audio'] })).toEqual({
    ...{ name: 'mine', outputs: ['audio'] },
    audio: RECIPES.audio.audio,
  });
});

test('rungs that shall have an MP4 of their own are told by their heights', () => {
  const mp4RungsOf = (mp4Heights: 'all' | number[]) =>
    resolveRecipe({ name: 'mine', outputs: ['hls', 'mp4'], mp4Heights }).mp4Rungs;
  expect(mp4RungsOf([720, 540])).toEqual(['720p', '540p']);
  expect(mp4RungsOf('all')).toBe('all');
});
