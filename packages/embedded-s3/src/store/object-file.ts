import type { FileHandle } from 'node:fs/promises';
import type { Checksum } from '../body/digests.js';

/** Parts of a completed multipart upload: their files are never joined, but read one after the other. */
export type Manifest = { uploadId: string; parts: { number: number; sizeBytes: number }[] };

export type ObjectMeta = {
  /** Without quotes. */
  etag: string;
  sizeBytes: number;
  modifiedAtMs: number;
  /** content-type and the other headers that a GET gives back, and x-amz-meta-*. */
  headers: Record<string, string>;
  /** Base64, as sent in x-amz-checksum-*; of a COMPOSITE one with `-<parts>` at its end. */
  checksums: Partial<Record<Checksum, string>>;
  checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  /** Of multipart objects: the file itself then holds no data. */
  manifest?: Manifest;
};

/*
 * One file is one object, so that one rename publishes data and metadata alike:
 *   data | metadata as JSON | its length, 4 bytes big-endian | "ES3OBJ01"
 */
const MAGIC = Buffer.from('ES3OBJ01');
const TAIL_BYTES = 4 + MAGIC.length;
const FIRST_READ_BYTES = 4_096;

const readEnd = async (file: FileHandle, end: number, wanted: number): Promise<Buffer> => {
  const length = Math.min(end, wanted);
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, end - length);
  if (bytesRead < length) throw new Error('The file of an object is shorter than it was.');
  return buffer;
};

/** Reads the metadata at the end of an object's file; throws for a file that is none. */
export const readMeta = async (file: FileHandle): Promise<ObjectMeta> => {
  const { size } = await file.stat();
  let end = await readEnd(file, size, FIRST_READ_BYTES);
  if (end.length < TAIL_BYTES || !end.subarray(-MAGIC.length).equals(MAGIC)) {
    throw new Error('This file is not an object of this store.');
  }
  const needed = end.readUInt32BE(end.length - TAIL_BYTES) + TAIL_BYTES;
  if (needed > end.length) end = await readEnd(file, size, needed);
  return JSON.parse(end.toString('utf8', end.length - needed, end.length - TAIL_BYTES));
};

/** Appends metadata behind `position` bytes of data. */
export const writeMeta = async (file: FileHandle, position: number, meta: ObjectMeta): Promise<void> => {
  const json = Buffer.from(JSON.stringify(meta));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  await file.write(Buffer.concat([json, length, MAGIC]), 0, undefined, position);
};
