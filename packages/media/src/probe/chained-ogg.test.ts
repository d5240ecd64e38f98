import { expect, test } from 'vitest';
import { hasSeveralRates } from './chained-ogg.js';

/** Chunks that cut through everything. */
async function* chunked(...parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.concat(parts);
  for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
}

const page = (header: Buffer, flags = 2): Buffer =>
  Buffer.concat([Buffer.from('OggS'), Buffer.from([0, flags]), Buffer.alloc(20), Buffer.from([1, 0]), header]);

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

const vorbis = (rate: number): Buffer =>
  Buffer.concat([Buffer.from('\x01vorbis'), Buffer.alloc(5), uint32(rate), Buffer.alloc(14)]);
const speex = (rate: number): Buffer =>
  Buffer.concat([Buffer.from('Speex   '), Buffer.alloc(28), uint32(rate), Buffer.alloc(40)]);
const flac = (rate: number): Buffer =>
  Buffer.concat([
    Buffer.from('\x7fFLAC'),
    Buffer.alloc(22),
    Buffer.from([rate >> 12, (rate >> 4) & 0xff, (rate & 15) << 4]),
    Buffer.alloc(21),
  ]);
const opus = Buffer.concat([Buffer.from('OpusHead'), Buffer.alloc(11)]);

test.each([
  ['Vorbis', vorbis(44_100), vorbis(48_000)],
  ['Speex', speex(16_000), speex(32_000)],
  ['FLAC', flac(44_100), flac(96_000)],
  ['Vorbis and Opus', vorbis(44_100), opus],
])('links of an Ogg file with different rates are noticed: %s', async (_, first, second) => {
  expect(await hasSeveralRates(chunked(page(first), page(Buffer.alloc(50), 0), page(second)))).toBe(true);
  expect(await hasSeveralRates(chunked(page(first), page(first)))).toBe(false);
  // Not the beginning of a link.
  expect(await hasSeveralRates(chunked(page(first), page(second, 0)))).toBe(false);
});
