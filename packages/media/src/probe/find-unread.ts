import { type FileHandle, open } from 'node:fs/promises';
import type { SourceProbe, SourceWarning } from '@media/core';

/** Where another file of the same kind begins, of which the demuxer knows nothing. Undefined if there is none. */
type FindSecond = (file: FileHandle, sizeBytes: number) => Promise<number | undefined>;

const HEADER_BYTES = 16;

/** Header bytes at an offset; shorter at the end of the file. */
const headerAt = async (file: FileHandle, offset: number): Promise<Buffer> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, offset);
  return buffer.subarray(0, bytesRead);
};

/** One chunk that contains the whole file: its name, and the size of the rest. Chunks of odd size have a padding byte, which some writers omit. */
const afterChunk =
  (name: string, readSize: (header: Buffer) => number): FindSecond =>
  async (file) => {
    const first = await headerAt(file, 0);
    if (first.length < HEADER_BYTES) return undefined;
    const end = 8 + readSize(first);
    for (const start of [end, end + 1])
      if ((await headerAt(file, start)).toString('latin1', 0, name.length) === name) return start;
    return undefined;
  };

/** ISO/IEC 14496-12 4.2: 0 stands for the rest of the file, and 1 for a size of 64 bits after the name. */
const boxBytes = (header: Buffer, rest: number): number => {
  const size = header.readUInt32BE(0);
  if (size === 0) return rest;
  return size === 1 && header.length >= HEADER_BYTES ? Number(header.readBigUInt64BE(8)) : size;
};

/** The demuxer reads the first index only. With fragments, it doesn't need any other. */
const secondIndex: FindSecond = async (file, sizeBytes) => {
  const starts: number[] = [];
  let indexes = 0;
  for (let at = 0; at < sizeBytes; ) {
    const header = await headerAt(file, at);
    const size = header.length < 8 ? 0 : boxBytes(header, sizeBytes - at);
    if (size < 8) break;
    const name = header.toString('latin1', 4, 8);
    if (name === 'moof') return undefined;
    if (name === 'ftyp') starts.push(at);
    if (name === 'moov') indexes += 1;
    at += size;
  }
  return indexes > 1 ? starts[1] : undefined;
};

const SECONDS: Readonly<Record<string, FindSecond>> = {
  wav: afterChunk('RIFF', (header) => header.readUInt32LE(4)),
  aiff: afterChunk('FORM', (header) => header.readUInt32BE(4)),
  'mov,mp4,m4a,3gp,3g2,mj2': secondIndex,
};

/** The warning for a source that is followed by another file, which isn't read. `path`: of the source. */
export const findUnread = async (
  path: string,
  { container, sizeBytes, durationMs }: Pick<SourceProbe, 'container' | 'sizeBytes' | 'durationMs'>,
): Promise<SourceWarning[]> => {
  const findSecond = SECONDS[container];
  if (!findSecond) return [];
  await using file = await open(path);
  const start = await findSecond(file, sizeBytes);
  if (start === undefined) return [];
  const percent = Math.max(1, Math.round(100 * (1 - start / sizeBytes)));
  return [{ code: 'SOURCE_PARTLY_READ', afterMs: durationMs, percent }];
};
