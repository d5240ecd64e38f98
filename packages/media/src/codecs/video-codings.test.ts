import { VIDEO_CODECS, type VideoCodecName } from '@media/core';
import { expect, test } from 'vitest';
import { codingOf, codingOfEntry } from './video-codings.js';

const box = (type: string, bytes: number[]) => ({ type, payload: new DataView(Uint8Array.from(bytes).buffer) });

test.each(Object.keys(VIDEO_CODECS) as VideoCodecName[])('%s is found by name and by sample entry', (codec) => {
  const coding = codingOf({ codec });
  expect(codingOfEntry(coding.sampleEntry)).toBe(coding);
});

test('an unknown sample entry has no coding', () => {
  expect(codingOfEntry('theo')).toBeUndefined();
});

test('the codec string of H.264 comes from avcC, which is required', () => {
  const { codecString } = codingOf({});
  expect(codecString([box('btrt', []), box('avcC', [1, 0x64, 0, 0x1f])])).toBe('avc1.64001f');
  expect(() => codecString([box('btrt', [])])).toThrow(expect.objectContaining({ code: 'OUTPUT_WRONG' }));
});

test('slower x264 presets buffer more frames', () => {
  const { bufferedFrames } = codingOf({ codec: 'h264' });
  const held = (['ultrafast', 'veryfast', 'medium', 'veryslow'] as const).map(bufferedFrames);
  expect(held).toEqual([1, 11, 43, 76]);
});
