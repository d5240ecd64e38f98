import type { PublishedObject } from '@media/database';
import { checkPiece, type PieceToRead } from '@media/media';
import type { ObjectStore } from '@media/storage';
import type { Finding } from './findings.js';

/** The bytes of segments that follow one another, and the init segment that they are decoded with. */
export type ReadPiece = PieceToRead<PublishedObject> & { init: Uint8Array; bytes: Uint8Array[] };

export type Size = { width: number; height: number };
type Context = { signal: AbortSignal; sizeOf(track: PieceToRead['track']): Size | undefined };

/** Reads a piece from the store, each segment with its own object's init segment, and compares it with its rows. */
export const readPiece = async (
  store: Pick<ObjectStore, 'getBytes'>,
  piece: PieceToRead<PublishedObject>,
  { signal, sizeOf }: Context,
): Promise<{ read: ReadPiece; findings: Finding[] }> => {
  const findings: Finding[] = [];
  const bytes: Uint8Array[] = [];
  let init = new Uint8Array();
  const size = sizeOf(piece.track);
  for (const { object, segment } of piece.places) {
    const read = (start: number, length: number) =>
      store.getBytes(object.key, { range: { start, end: start + length - 1 }, signal });
    init = new Uint8Array(await read(0, object.initSize));
    const own = await read(segment.offset, segment.size);
    const wrong = await checkPiece(init, own, { object, segment, ...(size && { size }) });
    if (wrong) findings.push({ taskId: object.taskId, reason: wrong, key: object.key, offset: segment.offset });
    bytes.push(own);
  }
  return { read: { ...piece, init, bytes }, findings };
};
