import { expect, test } from 'vitest';
import { watchYields } from './last-audio-packet.js';

const FRAME = 'frame,1024';
const packet = (...frames: string[]): string[] => ['packet,0.021,K_', ...frames];
const isComplete = (lines: readonly string[]): boolean => {
  const yields = watchYields();
  for (const line of lines) yields.add(line);
  return yields.isComplete();
};

test.each<[string, boolean, string[]]>([
  ['a last packet without a frame', true, packet()],
  ['a last packet with a part of its frames', true, packet('frame,10')],
  ['a frame that the decoder returns at the end', true, packet('frame,2048')],
  ['a packet without a frame before the last one', false, [...packet(), ...packet(FRAME)]],
  ['a packet that an edit list removes', true, ['packet,0.021,KD', ...packet(FRAME)]],
  ['a short packet', true, ['packet,0.004,K_', 'frame,200', ...packet(FRAME)]],
  ['a packet that lacks most of its frames', false, ['packet,0.21,K_', FRAME, ...packet(FRAME)]],
])('after audio that is complete: %s', (_, expected, lines) => {
  const before = [...packet(), ...packet(FRAME), ...packet(FRAME), ...packet(FRAME), ...packet(FRAME)];
  expect(isComplete([...before, ...lines])).toBe(expected);
});

test('too few packets tell nothing', () => {
  expect(isComplete([...packet(FRAME), ...packet()])).toBe(false);
});

test.each<[string, boolean, string[]]>([
  ['the last one', true, []],
  ['one before the last one', false, ['packet,N/A,K_', FRAME]],
])('without durations, only the last packet can be empty: %s is', (_, expected, after) => {
  const before = Array.from({ length: 5 }, () => ['packet,N/A,K_', FRAME]).flat();
  expect(isComplete([...before, 'packet,N/A,K_', ...after])).toBe(expected);
});
