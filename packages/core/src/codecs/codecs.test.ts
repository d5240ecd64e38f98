import { expect, test } from 'vitest';
import { copyRulesOf } from '../plan/decide-copy.js';
import { H264 } from './h264.js';
import { type CodecChoice, VIDEO_CODECS, videoCodecName, videoCodecOf } from './index.js';

test('plans and recipes without a codec use H.264', () => {
  expect(videoCodecName({})).toBe('h264');
  expect(videoCodecOf({})).toBe(videoCodecOf({ codec: 'h264' }));
});

test('a preset must belong to the encoder of its codec, by default x264', () => {
  // @ts-expect-error x264 has no numbered presets.
  const named: CodecChoice = { codec: 'h264', preset: '8' };
  // @ts-expect-error Neither does the default.
  const unnamed: CodecChoice = { preset: '8' };
  expect([videoCodecName(named), videoCodecName(unnamed)]).toEqual(['h264', 'h264']);
});

test.each(Object.entries(VIDEO_CODECS))('the first copy rule of %s requires that codec', (name, { copyRules }) => {
  const [first] = copyRules;
  const video = { codec: name, streamIndex: 0, bitDepth: 8, codedWidth: 2, codedHeight: 2, width: 2, height: 2 };
  const rates = {
    frameRate: { num: 25, den: 1 },
    averageFrameRate: { num: 25, den: 1 },
    timeBase: { num: 1, den: 25 },
  };
  const stream = { ...video, ...rates, rotation: 0, sampleAspectRatio: { num: 1, den: 1 }, interlaced: false };
  expect([first.isMet(stream), first.isMet({ ...stream, codec: 'theora' })]).toEqual([true, false]);
});

test('the rules of a codec come right after the rule of the recipe', () => {
  const names = copyRulesOf(H264).map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual(['recipe', 'codec', 'profile', 'pixels', 'progressive']);
  expect(copyRulesOf({ copyRules: [] }).map(({ name }) => name)).toEqual(['recipe', ...names.slice(4)]);
});
