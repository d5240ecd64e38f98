import { expect, test } from 'vitest';
import { copyRulesOf } from '../plan/decide-copy.js';
import { H264 } from './h264.js';
import { type CodecChoice, VIDEO_CODECS, videoCodecName, videoCodecOf } from './index.js';

test('plans and recipes that name no codec mean H.264', () => {
  expect(videoCodecName({})).toBe('h264');
  expect(videoCodecOf({})).toBe(videoCodecOf({ codec: 'h264' }));
});

test('a preset belongs to the encoder of its codec, and to that of H.264 when no codec is named', () => {
  // @ts-expect-error Only other encoders have numbers.
  const named: CodecChoice = { codec: 'h264', preset: '8' };
  // @ts-expect-error The same.
  const unnamed: CodecChoice = { preset: '8' };
  expect([videoCodecName(named), videoCodecName(unnamed)]).toEqual(['h264', 'h264']);
});

test.each(Object.entries(VIDEO_CODECS))('a source in %s is asked for its own codec first', (name, { copyRules }) => {
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

test("a codec's own rules come right after the recipe's", () => {
  const names = copyRulesOf(H264).map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual(['recipe', 'codec', 'profile', 'pixels', 'progressive']);
  expect(copyRulesOf({ copyRules: [] }).map(({ name }) => name)).toEqual(['recipe', ...names.slice(4)]);
});
