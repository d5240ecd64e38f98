import { createReadStream } from 'node:fs';
import type { SourceProbe } from '@media/core';
import { findMarkers } from './find-markers.js';

/** RFC 3533 6: the capture pattern, flags at byte 5, and after 27 bytes a table of as many bytes as byte 26 says. */
const PAGE = Buffer.from('OggS');
const PAGE_HEADER_BYTES = 27;
const BEGINS = 2;
const LONGEST_IDENTIFICATION_BYTES = 80;
const OPUS_RATE_HZ = 48_000;

/** The sample rate in a codec's identification header. */
const RATES: readonly { signature: Buffer; bytes: number; read: (header: Buffer) => number }[] = [
  { signature: Buffer.from('\x01vorbis'), bytes: 16, read: (header) => header.readUInt32LE(12) },
  { signature: Buffer.from('OpusHead'), bytes: 8, read: () => OPUS_RATE_HZ },
  { signature: Buffer.from('\x7fFLAC'), bytes: 30, read: (header) => header.readUIntBE(27, 3) >> 4 },
  { signature: Buffer.from('Speex   '), bytes: 40, read: (header) => header.readUInt32LE(36) },
];

/** Whether the links of a chained Ogg file have different sample rates. */
export const hasSeveralRates = async (chunks: AsyncIterable<Buffer>): Promise<boolean> => {
  const rates = new Set<number>();
  for await (const { data: page } of findMarkers(chunks, PAGE, PAGE_HEADER_BYTES + LONGEST_IDENTIFICATION_BYTES)) {
    if (((page[5] ?? 0) & BEGINS) === 0) continue;
    const header = page.subarray(PAGE_HEADER_BYTES + (page[26] ?? 0));
    const codec = RATES.find(({ signature }) => header.subarray(0, signature.length).equals(signature));
    if (codec && header.length >= codec.bytes) rates.add(codec.read(header));
    if (rates.size > 1) return true;
  }
  return false;
};

/**
 * Whether a source is an Ogg file with one track whose sample rate changes. Ogg stores times as numbers of samples, and FFmpeg converts all of
 * them with the first rate. Several tracks can have different rates without a change, so they don't count.
 */
export const isOggWithSeveralRates = async (
  path: string,
  { container, video, audios }: Pick<SourceProbe, 'container' | 'video' | 'audios'>,
): Promise<boolean> =>
  container === 'ogg' &&
  video === undefined &&
  audios.length === 1 &&
  hasSeveralRates(createReadStream(path) as AsyncIterable<Buffer>);
