import { createReadStream } from 'node:fs';

// ISO/IEC 13818-7 6.2: the fixed and variable header of a frame.
const HEADER_BYTES = 7;
/** ISO/IEC 14496-3 table 1.19: channels by channel_configuration. Others are declared within the frames, or reserved. */
const CHANNELS = [undefined, 1, 2, 3, 4, 5, 6, 8];

type Header = { parameters: number; channels: number | undefined; frameBytes: number };

/** Reads a header at an offset that leaves room for it. */
const readHeader = (data: Buffer, at: number): Header | undefined => {
  // The sync word, and a layer that is always 0.
  if ((data.readUInt16BE(at) & 0xfff6) !== 0xfff0) return undefined;
  const frameBytes = (data.readUInt32BE(at + 2) >> 5) & 0x1fff;
  if (frameBytes < HEADER_BYTES) return undefined;
  const configuration = (data.readUInt16BE(at + 2) >> 6) & 7;
  // Profile, sampling_frequency_index and channel_configuration, without the private bit between them.
  return { parameters: data.readUInt16BE(at + 2) & 0xfdc0, channels: CHANNELS[configuration], frameBytes };
};

/**
 * The largest number of channels of an AAC track as ADTS frames, if its profile, sample rate or channels change. Undefined if they don't, or
 * if the data isn't ADTS. Damaged frames are skipped.
 */
export const changingChannels = async (chunks: AsyncIterable<Buffer>): Promise<number | undefined> => {
  const found = new Map<number, number>();
  let rest: Buffer = Buffer.alloc(0);
  let skipped = 0;
  let previous: number | undefined;
  for await (const chunk of chunks) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let at = skipped;
    while (at + HEADER_BYTES <= data.length) {
      const header = readHeader(data, at);
      // Coded audio can look like a header. Only two in a row count.
      if (header && header.parameters === previous) found.set(header.parameters, header.channels ?? 0);
      previous = header?.parameters;
      at += header?.frameBytes ?? 1;
    }
    rest = data.subarray(Math.min(at, data.length));
    skipped = Math.max(0, at - data.length);
  }
  return found.size > 1 ? Math.max(1, ...found.values()) : undefined;
};

/** `changingChannels` of a file. */
export const changingChannelsOf = (path: string): Promise<number | undefined> =>
  changingChannels(createReadStream(path) as AsyncIterable<Buffer>);
