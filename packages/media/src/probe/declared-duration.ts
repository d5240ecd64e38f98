import { open } from 'node:fs/promises';
import { cutShort, type SourceProbe, type SourceWarning } from '@media/core';

/** Milliseconds that the header of a file declares. `sizeBytes`: of the whole file. */
type ReadDeclared = (head: Buffer, facts: { sizeBytes: number; durationMs: number }) => number | undefined;

const HEAD_BYTES = 64 * 1024;
const MIN_HEAD_BYTES = 32;
/** Recorders that can't go back write the largest number that they can. */
const MAX_KNOWN_BYTES = 0x7fff_0000;

/** Position of the data of a RIFF chunk, and its size. Searches one list of chunks. */
const findChunk = (head: Buffer, name: string, from: number): { at: number; bytes: number } | undefined => {
  for (let at = from; at + 8 <= head.length; ) {
    const bytes = head.readUInt32LE(at + 4);
    if (head.toString('latin1', at, at + 4) === name) return { at: at + 8, bytes };
    at += 8 + bytes + (bytes % 2);
  }
  return undefined;
};

/** The chunk `data` is longer than the file. The format has bytes per second at its byte 8. */
const ofWav: ReadDeclared = (head, { sizeBytes }) => {
  const [format, data] = [findChunk(head, 'fmt ', 12), findChunk(head, 'data', 12)];
  if (!format || !data || format.at + 12 > head.length || data.bytes > MAX_KNOWN_BYTES) return undefined;
  const bytesPerSecond = head.readUInt32LE(format.at + 8);
  if (data.at + data.bytes <= sizeBytes || bytesPerSecond === 0) return undefined;
  return (1000 * data.bytes) / bytesPerSecond;
};

/** Its main header, which comes first, has microseconds per frame and the number of frames (AVIMAINHEADER). */
const ofAvi: ReadDeclared = (head, { sizeBytes }) => {
  const bytes = 8 + head.readUInt32LE(4);
  const header = findChunk(head, 'avih', 24);
  if (!header || header.at + 20 > head.length || bytes <= sizeBytes || bytes > MAX_KNOWN_BYTES) return undefined;
  return (head.readUInt32LE(header.at) * head.readUInt32LE(header.at + 16)) / 1000;
};

const FILE_PROPERTIES = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex');

/** ASF specification, 3.2. The duration, in units of 100 ns, includes the preroll. Broadcasts have neither. */
const ofAsf: ReadDeclared = (head, { sizeBytes }) => {
  const at = head.indexOf(FILE_PROPERTIES);
  if (at < 0 || at + 92 > head.length) return undefined;
  const isBroadcast = (head.readUInt32LE(at + 88) & 1) === 1;
  if (isBroadcast || head.readBigUInt64LE(at + 40) <= BigInt(sizeBytes)) return undefined;
  return Number(head.readBigUInt64LE(at + 64) / 10_000n - head.readBigUInt64LE(at + 80));
};

/** Where the first frame begins: behind ID3v2, whose size has seven bits per byte. */
const afterId3 = (head: Buffer): number =>
  head.toString('latin1', 0, 3) === 'ID3'
    ? 10 + [...head.subarray(6, 10)].reduce((bytes, seven) => (bytes << 7) | (seven & 0x7f), 0)
    : 0;
/** A frame's header and the side information, of which the tag takes the place. */
const TAG_REACH_BYTES = 4 + 32;

/** If a tag in the first frame has the number of frames, ffprobe's duration is that. Otherwise, it estimates one from the size. */
const ofMp3: ReadDeclared = (head, { durationMs }) => {
  const frame = head.subarray(0, TAG_REACH_BYTES + 8);
  const at = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'));
  return at >= 0 && at + 8 <= frame.length && (frame.readUInt32BE(at + 4) & 1) === 1 ? durationMs : undefined;
};

/** Boxes of ISO/IEC 14496-12 in a range: a size, which includes the header of eight bytes, and a name. */
const findBox = (
  head: Buffer,
  [name, ...inside]: readonly string[],
  from = 0,
  until = head.length,
): number | undefined => {
  for (let at = from; at + 8 <= until; ) {
    const bytes = head.readUInt32BE(at);
    const isWanted = head.toString('latin1', at + 4, at + 8) === name;
    if (isWanted) return inside.length === 0 ? at + 8 : findBox(head, inside, at + 8, Math.min(until, at + bytes));
    if (bytes < 8) return undefined;
    at += bytes;
  }
  return undefined;
};

/** In times of four bytes. */
const UNKNOWN_TIME = 0xffff_ffff;

/**
 * A fragmented MP4 whose writer knew how long it would be. Both boxes begin with a version and flags; version 1 has times of eight bytes, and
 * the time scale in `mvhd` follows two of them.
 */
const ofMp4: ReadDeclared = (head) => {
  const [movie, total] = [findBox(head, ['moov', 'mvhd']), findBox(head, ['moov', 'mvex', 'mehd'])];
  if (movie === undefined || total === undefined || total + 12 > head.length) return undefined;
  const scale = head.readUInt32BE(movie + 4 + (head[movie] === 1 ? 16 : 8));
  const duration = head[total] === 1 ? Number(head.readBigUInt64BE(total + 4)) : head.readUInt32BE(total + 4);
  return scale === 0 || duration >= UNKNOWN_TIME ? undefined : (1000 * duration) / scale;
};

const READERS: Readonly<Record<string, ReadDeclared>> = {
  ...{ wav: ofWav, avi: ofAvi, asf: ofAsf, mp3: ofMp3 },
  'mov,mp4,m4a,3gp,3g2,mj2': ofMp4,
};

/**
 * How long a file should last according to its header, in milliseconds. ffprobe only says how long the part that is there lasts. Undefined
 * if the header doesn't say, or if the file is as large as it should be.
 */
export const declaredDuration = async (
  path: string,
  { container, sizeBytes, durationMs }: Pick<SourceProbe, 'container' | 'sizeBytes' | 'durationMs'>,
): Promise<number | undefined> => {
  const read = READERS[container];
  if (!read) return undefined;
  await using file = await open(path);
  const readAt = async (offset: number): Promise<Buffer> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, offset);
    return buffer.subarray(0, bytesRead);
  };
  const head = await readAt(0);
  if (head.length < MIN_HEAD_BYTES) return undefined;
  const declared = read(container === 'mp3' ? await readAt(afterId3(head)) : head, { sizeBytes, durationMs });
  return declared !== undefined && declared > 0 ? Math.round(declared) : undefined;
};

/** The warning for a source that isn't remuxed and shorter than its header says, of which ffprobe only tells how much is there. */
export const findCut = async (
  path: string,
  source: Pick<SourceProbe, 'container' | 'sizeBytes' | 'durationMs'>,
): Promise<SourceWarning[]> => {
  const declaredMs = await declaredDuration(path, source);
  return declaredMs === undefined ? [] : cutShort(declaredMs, source.durationMs);
};
