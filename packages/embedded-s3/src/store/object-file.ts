import type { FileHandle } from 'node:fs/promises';
import type { Checksum } from '../body/digests.js';

/** The parts of a multipart object. Their files are never joined, but read in sequence. */
export type Manifest = { uploadId: string; parts: { number: number; sizeBytes: number }[] };

export type ObjectMeta = {
  /** Without quotes. */
  etag: string;
  sizeBytes: number;
  modifiedAtMs: number;
  /** content-type, other headers that GET returns, and x-amz-meta-*. */
  headers: Record<string, string>;
  /** Base64, as in x-amz-checksum-*. COMPOSITE ones end with `-<parts>`. */
  checksums: Partial<Record<Checksum, string>>;
  checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  /** Only for multipart objects, whose own file contains no data. */
  manifest?: Manifest;
};

/*
 * Each object is one file, so that a single rename publishes data and metadata together:
 *   data | metadata as JSON | its length, 4 bytes big-endian | "ES3OBJ01"
 */
const MAGIC = Buffer.from('ES3OBJ01');
const TAIL_BYTES = 4 + MAGIC.length;
const FIRST_READ_BYTES = 4_096;

const readEnd = async (file: FileHandle, end: number, wanted: number): Promise<Buffer> => {
  const length = Math.min(end, wanted);
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, end - length);
  if (bytesRead < length) throw new Error('The file of an object was truncated.');
  return buffer;
};

/** Reads the metadata at the end of an object's file. @throws Error if it isn't an object file */
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

/** Writes the metadata after `position` bytes of data. */
export const writeMeta = async (file: FileHandle, position: number, meta: ObjectMeta): Promise<void> => {
  const json = Buffer.from(JSON.stringify(meta));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  await file.write(Buffer.concat([json, length, MAGIC]), 0, undefined, position);
};
