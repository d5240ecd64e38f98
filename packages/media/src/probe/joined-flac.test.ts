import { expect, test } from 'vitest';
import { flacPartsOf } from './joined-flac.js';

/** Chunks that cut through everything. */
async function* chunked(...parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.concat(parts);
  for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
}

/** A FLAC file that has only its first metadata block. */
const flac = (channels: number): Buffer => {
  const bytes = Buffer.alloc(42);
  bytes.write('fLaC');
  bytes.set([0x80, 0, 0, 34], 4);
  bytes[20] = (channels - 1) << 1;
  return bytes;
};

test('every FLAC file in a file is found, but no mention of one', async () => {
  expect(await flacPartsOf(chunked(flac(1), Buffer.alloc(9), flac(2)))).toEqual([
    { start: 0, channels: 1 },
    { start: 51, channels: 2 },
  ]);
  expect(await flacPartsOf(chunked(flac(6), Buffer.from('a text about fLaC files: fLaC')))).toEqual([
    { start: 0, channels: 6 },
  ]);
});
