import { RECIPES } from '@media/core';
import { expect, test } from 'vitest';
import { resolveRecipe } from './resolve-recipe.js';

test('the default recipe is `stream`', () => {
  expect(resolveRecipe(undefined)).toEqual(resolveRecipe('stream'));
  expect(resolveRecipe('stream')).toMatchObject({
    name: 'stream',
    outputs: ['hls', 'dash', 'mp4', 'poster', 'preview'],
  });
});

test.each(['constructor', 'Stream', ''])('%j is an unknown recipe', (name) => {
  expect(() => resolveRecipe(name)).toThrow(expect.objectContaining({ code: 'RECIPE_UNKNOWN' }));
});

test('known heights use the rungs of the ladder, others are scaled between them', () => {
  const { video } = resolveRecipe({ name: 'mine', heights: [360, 1080, 540, 360], outputs: ['hls'] });
  expect(video?.ladder.map(({ name }) => name)).toEqual(['1080p', '540p', '360p']);
  const [full, middle, small] = video?.ladder ?? [];
  expect(full).toEqual(RECIPES.stream.video?.ladder[0]);
  expect(middle).toMatchObject({ shortSide: 540, longSide: 960 });
  expect(middle?.maxBitrateBps).toBeGreaterThan(small?.maxBitrateBps ?? 0);
  expect(middle?.maxBitrateBps).toBeLessThan(full?.maxBitrateBps ?? 0);
});

test('a recipe with audio outputs only has no video', () => {
  expect(resolveRecipe({ name: 'mine', outputs: ['audio', 'audio'] })).toEqual({
    ...{ name: 'mine', outputs: ['audio'] },
    audio: RECIPES.audio.audio,
  });
});

test('MP4 heights select the rungs that get an MP4', () => {
  const mp4RungsOf = (mp4Heights: 'all' | number[]) =>
    resolveRecipe({ name: 'mine', outputs: ['hls', 'mp4'], mp4Heights }).mp4Rungs;
  expect(mp4RungsOf([720, 540])).toEqual(['720p', '540p']);
  expect(mp4RungsOf('all')).toBe('all');
});
