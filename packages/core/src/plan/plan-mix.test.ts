import { expect, test } from 'vitest';
import { planMix } from './plan-mix.js';

const mix = (channels: number, layout?: string, codec = 'pcm_s16le') =>
  planMix({ channels, codec, ...(layout !== undefined && { layout }) }, 2);

test('ordinary mono and stereo are neither mixed nor limited', () => {
  for (const layout of ['mono', undefined, '1 channels (FR)'])
    expect(mix(1, layout)).toEqual({ channels: 1, mix: {}, guessed: false });
  for (const layout of ['stereo', 'downmix', undefined, 'unknown'])
    expect(mix(2, layout)).toEqual({ channels: 2, mix: {}, guessed: false });
});

test('more channels than allowed are mixed by their layout and limited', () => {
  for (const layout of ['5.1', '5.1(side)', '6 channels (FL+FR+FC+LFE+TFL+TFR)'])
    expect(mix(6, layout)).toEqual({ channels: 2, mix: { limited: 'all' }, guessed: false });
});

test('floats are limited to full scale', () => {
  expect(mix(2, 'stereo', 'pcm_f32le').mix).toEqual({ limited: 'overs' });
  expect(mix(6, '5.1', 'pcm_f32le').mix).toEqual({ limited: 'all' });
  for (const [sampleFormat, limited] of [
    ['fltp', { limited: 'overs' }],
    ['s16p', {}],
  ] as const)
    expect(planMix({ channels: 2, layout: 'stereo', codec: 'wavpack', sampleFormat }, 2).mix).toEqual(limited);
});

test('of codecs whose channels can change, only what is mixed is limited', () => {
  for (const [channels, layout] of [
    [1, 'mono'],
    [2, 'stereo'],
    [6, '5.1(side)'],
  ] as const)
    expect(mix(channels, layout, 'ac3').mix).toEqual({ limited: 'mixed' });
});

test('up to eight channels without a layout get the usual one, and more are mixed by their order', () => {
  expect(mix(6)).toEqual({ channels: 2, mix: { limited: 'all' }, guessed: true });
  expect(mix(10, 'unknown')).toEqual({
    ...{ channels: 2, guessed: true },
    mix: {
      limited: 'all',
      pan:
        'stereo|c0=0.4472*c0+0.4472*c2+0.4472*c4+0.4472*c6+0.4472*c8' +
        '|c1=0.4472*c1+0.4472*c3+0.4472*c5+0.4472*c7+0.4472*c9',
    },
  });
});

test('speakers that ffmpeg refuses to mix are mixed one by one', () => {
  expect(mix(2, '2 channels (BL+BR)').mix.pan).toBe('stereo|c0=0.7071*c0|c1=0.7071*c1');
  expect(mix(3, '3 channels (FR+FL+FC)').mix.pan).toBe('stereo|c0=1.0000*c1+0.7071*c2|c1=1.0000*c0+0.7071*c2');
  // Nothing is left for the right side.
  expect(mix(2, '2 channels (FL+LFE)').mix.pan).toBe('stereo|c0=1.0000*c0|c1=1.0000*c0');
  expect(mix(2, '2 channels (FL+XYZ)')).toMatchObject({ guessed: true });
  expect(mix(4, 'ambisonic 1').mix.pan).toMatch(/c0=0\.5\*c0\+0\.5\*c1/);
});
