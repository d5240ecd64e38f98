import { AppError } from '@media/core';

export type ByteSource = { size: number; read(offset: number, length: number): Promise<Uint8Array> };

export type BoxHeader = { type: string; offset: number; headerSize: number; size: number };

// A size of 1 means that a 64-bit size follows the type.
const LONG_HEADER_BYTES = 16;

/**
 * The headers of consecutive boxes from an offset on (ISO/IEC 14496-12, 4.2), up to the first incomplete box: one that is truncated, or
 * whose size isn't written yet.
 */
export async function* completeBoxes(source: ByteSource, from: number): AsyncGenerator<BoxHeader> {
  for (let offset = from; offset + 8 <= source.size; ) {
    const bytes = await source.read(offset, Math.min(LONG_HEADER_BYTES, source.size - offset));
    const header = boxHeader(view(bytes), 0, offset);
    if (header.size < header.headerSize || offset + header.size > source.size) return;
    yield header;
    offset += header.size;
  }
}

/** All boxes in a file at a path such as `moov/trak/mdia`, in order. */
export const boxesAt = (source: ByteSource, path: string): AsyncGenerator<BoxHeader> =>
  boxesInside(source, 0, path.split('/'));

async function* boxesInside(
  source: ByteSource,
  from: number,
  [type, ...inside]: readonly string[],
): AsyncGenerator<BoxHeader> {
  for await (const box of completeBoxes(source, from)) {
    if (box.type !== type) continue;
    if (inside.length === 0) yield box;
    else yield* boxesInside({ ...source, size: box.offset + box.size }, box.offset + box.headerSize, inside);
  }
}

const boxHeader = (bytes: DataView, at: number, offset: number): BoxHeader => {
  const short = bytes.getUint32(at);
  const type = String.fromCharCode(...[4, 5, 6, 7].map((index) => bytes.getUint8(at + index)));
  if (short !== 1) return { type, offset, headerSize: 8, size: short };
  const isThere = at + LONG_HEADER_BYTES <= bytes.byteLength;
  return { type, offset, headerSize: LONG_HEADER_BYTES, size: isThere ? Number(bytes.getBigUint64(at + 8)) : 0 };
};

/** A box in memory. The payload starts after the header. */
export type Box = { type: string; payload: DataView };

export const childBoxes = (payload: DataView, skip = 0): Box[] => {
  const boxes: Box[] = [];
  for (let at = skip; at + 8 <= payload.byteLength; ) {
    const { type, headerSize, size } = boxHeader(payload, at, at);
    if (size < headerSize || at + size > payload.byteLength)
      throw new AppError('OUTPUT_WRONG', { reason: 'truncated box', type, size });
    boxes.push({
      type,
      payload: new DataView(payload.buffer, payload.byteOffset + at + headerSize, size - headerSize),
    });
    at += size;
  }
  return boxes;
};

/** The first box at a path such as `trak/mdia/mdhd`. Throws OUTPUT_WRONG if it is missing. */
export const findBox = (payload: DataView, path: string): DataView => {
  const found = path
    .split('/')
    .reduce<DataView | undefined>(
      (inside, type) => inside && childBoxes(inside).find((box) => box.type === type)?.payload,
      payload,
    );
  if (!found) throw new AppError('OUTPUT_WRONG', { reason: 'box missing', path });
  return found;
};

export const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
