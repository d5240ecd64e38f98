import { expect, test } from 'vitest';
import { changingChannels } from './adts.js';

/** An AAC LC frame of 20 bytes. Its audio looks like a sync word. */
const frame = (channelConfiguration: number, samplingFrequencyIndex = 3, privateBit = 0): Buffer => {
  const data = Buffer.alloc(20, 0xff);
  const parameters = (1 << 14) | (samplingFrequencyIndex << 10) | (privateBit << 9) | (channelConfiguration << 6);
  data.writeUInt16BE(0xfff1, 0);
  data.writeUInt32BE(((parameters << 16) | (data.length << 5) | 0x1f) >>> 0, 2);
  data[6] = 0xfc;
  return data;
};
const frames = (count: number, ...parameters: Parameters<typeof frame>): Buffer[] =>
  Array.from({ length: count }, () => frame(...parameters));

/** Read in pieces, so that headers and frames are split between them. */
const channelsOf = (parts: Buffer[], pieceBytes = 7) => {
  const data = Buffer.concat(parts);
  const pieces = Array.from({ length: Math.ceil(data.length / pieceBytes) }, (_, index) =>
    data.subarray(index * pieceBytes, (index + 1) * pieceBytes),
  );
  return changingChannels(
    (async function* () {
      yield* pieces;
    })(),
  );
};

test.each([1, 7, 13, 1000])('a change is found in pieces of %i bytes', async (pieceBytes) => {
  expect(await channelsOf([...frames(3, 2), ...frames(3, 6)], pieceBytes)).toBe(6);
  expect(await channelsOf(frames(6, 2), pieceBytes)).toBeUndefined();
});

test.each([
  ['the sample rate', [...frames(2, 1, 3), ...frames(2, 1, 4)], 1],
  ['7.1 to stereo', [...frames(2, 7), ...frames(2, 2)], 8],
  ['channels to ones that frames declare', [...frames(2, 2), ...frames(2, 0)], 2],
])('%s counts as a change', async (_, parts, channels) => expect(await channelsOf(parts)).toBe(channels));

test.each([
  ['the private bit', [...frames(2, 2, 3, 0), ...frames(2, 2, 3, 1)]],
  ['a single frame', [...frames(2, 2), frame(6), ...frames(2, 2)]],
  ['bytes between frames', [...frames(2, 2), Buffer.alloc(9, 0xff), ...frames(2, 2)]],
  ['other data', [Buffer.alloc(100)]],
])('%s is no change', async (_, parts) => expect(await channelsOf(parts)).toBeUndefined());
