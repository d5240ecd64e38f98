import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followCmaf, type ParsedSegment } from './follow-cmaf.js';
import { parseCmaf } from './parse-cmaf.js';
import type { ByteSource } from './read-boxes.js';

const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};
const box = (type: string, ...parts: Buffer[]): Buffer => {
  const payload = Buffer.concat(parts);
  return Buffer.concat([u32(payload.length + 8), Buffer.from(type, 'latin1'), payload]);
};
const long = (type: string, payload: Buffer): Buffer =>
  Buffer.concat([u32(1), Buffer.from(type, 'latin1'), u32(0, payload.length + 16), payload]);

/** 48 kHz audio with only the boxes that the parser reads. */
const moov = (): Buffer => {
  const esds = Buffer.from([0, 0, 0, 0, 3, 25, 0, 0, 0, 4, 17, ...new Array<number>(13).fill(0), 5, 2, 0x11, 0x90]);
  const entry = box('mp4a', Buffer.alloc(28), box('esds', esds));
  const stsd = box('stsd', u32(0, 1), entry);
  const mdia = box('mdia', box('mdhd', u32(0, 0, 0, 48_000, 0)), box('minf', box('stbl', stsd)));
  return box('moov', box('trak', mdia), box('mvex', box('trex', u32(0, 1, 1, 1024, 10, 0))));
};

/** A fragment of `samples` AAC frames. */
const fragment = (start: number, samples: number, isLong: boolean): Buffer => {
  const media = Buffer.alloc(samples * 10, samples);
  const traf = box('traf', box('tfhd', u32(0x20000, 1)), box('tfdt', u32(0, start)), box('trun', u32(0x1, samples, 0)));
  return Buffer.concat([box('moof', box('mfhd', u32(0, 1)), traf), isLong ? long('mdat', media) : box('mdat', media)]);
};

const file = (counts: readonly number[], isLong = false): Buffer => {
  let start = 0;
  const fragments = counts.map((samples) => {
    const bytes = fragment(start, samples, isLong);
    start += samples * 1024;
    return bytes;
  });
  return Buffer.concat([box('ftyp', Buffer.from('iso6')), moov(), ...fragments, box('mfra', u32(0))]);
};

const sourceOf = (bytes: Buffer, size = bytes.length): ByteSource => ({
  size,
  read: async (offset, length) => bytes.subarray(offset, Math.min(size, offset + length)),
});

describe('a file that is followed while it is written', () => {
  it('gives the same segments wherever its writer pauses, each exactly when its last byte is written', async () => {
    const counts = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(counts, fc.boolean(), async (samples, isLong) => {
        const bytes = file(samples, isLong);
        const { segments, init } = await parseCmaf(sourceOf(bytes));
        expect(segments.map(({ sampleCount }) => sampleCount)).toEqual(samples);
        const follower = followCmaf();
        const found: ParsedSegment[] = [];
        for (let size = 0; size <= bytes.length; size += 1) {
          found.push(...(await follower.advance(sourceOf(bytes, size))));
          expect(follower.parsed() !== undefined).toBe(size >= init.sizeBytes);
          expect(found).toEqual(segments.filter(({ offset, sizeBytes }) => offset + sizeBytes <= size));
        }
        expect(await follower.finish(sourceOf(bytes))).toEqual(await parseCmaf(sourceOf(bytes)));
      }),
      { numRuns: 20 },
    );
  });

  it('gives the same segments for any pauses', async () => {
    const bytes = file([3, 1, 4, 1, 5]);
    const whole = await parseCmaf(sourceOf(bytes));
    const pauses = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(pauses, async (sizes) => {
        const follower = followCmaf();
        for (const size of sizes.sort((a, b) => a - b)) await follower.advance(sourceOf(bytes, size));
        expect(await follower.finish(sourceOf(bytes))).toEqual(whole);
      }),
    );
  });

  it('waits for a size that the muxer writes last', async () => {
    const bytes = file([2, 2]);
    const [first, second] = (await parseCmaf(sourceOf(bytes))).segments;
    const unfinished = Buffer.from(bytes);
    unfinished.writeUInt32BE(0, second?.offset ?? 0);
    const follower = followCmaf();
    expect(await follower.advance(sourceOf(unfinished))).toEqual([first]);
    expect(await follower.advance(sourceOf(bytes))).toEqual([second]);
  });

  it.each([
    ['in the middle of a fragment', (bytes: Buffer) => bytes.length - 20, 'truncated box'],
    ['before its init segment', () => 12, 'no init segment'],
  ])('is refused if it ends %s', async (_, sizeOf, reason) => {
    const bytes = file([2]);
    await expect(followCmaf().finish(sourceOf(bytes, sizeOf(bytes)))).rejects.toMatchObject({
      code: 'OUTPUT_WRONG',
      details: { reason },
    });
  });
});
