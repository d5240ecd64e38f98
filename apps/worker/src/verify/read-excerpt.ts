import type { JobObject } from '@media/database';
import { checkSegment, type Excerpt, type ExcerptPart } from '@media/media';
import type { ObjectStore } from '@media/storage';
import type { Finding } from '../outputs/findings.js';

/** The bytes of consecutive segments, and the init segment for decoding them. */
export type LoadedExcerpt = Excerpt<JobObject> & { init: Uint8Array; bytes: Uint8Array[] };

export type Size = { width: number; height: number };
/** `inits`: cache of init segments by hash. */
type Reading = { store: Pick<ObjectStore, 'getBytes'>; signal: AbortSignal; inits: Map<string, Uint8Array> };

/** Reads an excerpt from the store, with the init segment of each object, and compares it with its rows. */
export const readExcerpt = async (
  reading: Reading,
  excerpt: Excerpt<JobObject>,
  size: Size | undefined,
): Promise<{ read: LoadedExcerpt; findings: Finding[] }> => {
  const findings: Finding[] = [];
  const bytes: Uint8Array[] = [];
  let init: Uint8Array = new Uint8Array();
  for (const part of excerpt.parts) {
    const { object, segment } = part;
    const [ownInit, own] = await readPart(reading, part);
    const wrong = await checkSegment(ownInit, own, { object, segment, ...(size && { size }) });
    if (wrong) findings.push({ taskId: object.taskId, reason: wrong, key: object.key, offset: segment.offset });
    init = ownInit;
    bytes.push(own);
  }
  return { read: { ...excerpt, init, bytes }, findings };
};

/** Init segments are cached by hash, and read together with an object's first segment. */
const readPart = async (
  { store, signal, inits }: Reading,
  { object: { key, initSize, initHash }, segment: { offset, size } }: ExcerptPart<JobObject>,
): Promise<[Uint8Array, Uint8Array]> => {
  const read = (start: number, length: number) =>
    store.getBytes(key, { range: { start, end: start + length - 1 }, signal });
  const known = inits.get(initHash);
  if (known) return [known, await read(offset, size)];
  const start = offset === initSize ? await read(0, initSize + size) : await read(0, initSize);
  const init = start.slice(0, initSize);
  inits.set(initHash, init);
  return [init, offset === initSize ? start.subarray(initSize) : await read(offset, size)];
};
