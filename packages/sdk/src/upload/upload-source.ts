import type { Put } from './put-bytes.js';

/** Bytes to upload, wherever they are: anything that can give a range of them, as often as need be. */
export type UploadSource = {
  name: string;
  sizeBytes: number;
  contentType?: string | undefined;
  /** The bytes from `start` to before `end`. */
  slice(start: number, end: number): Blob | Promise<Blob>;
  /** Ways to read and to send that cost less than a Blob, where the source has some. */
  direct?: DirectAccess;
};

export type DirectAccess = {
  /** CRC-32C of bytes, going on from that of what stood before them. */
  crc32c(bytes: Uint8Array, before: number): number;
  /** The bytes from `start` to before `end`. A chunk is valid until the next but one is requested. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  /** PUTs the bytes from `start` to before `end`. Throws StoreError, NetworkError or the signal's reason. */
  put(start: number, end: number, put: Put): Promise<void>;
};

/** A browser's File, or a Blob under a name, as a source. */
export const blobSource = (blob: Blob, name: string): UploadSource => ({
  name,
  sizeBytes: blob.size,
  contentType: blob.type,
  slice: (start, end) => blob.slice(start, end),
});

const isFile = (source: File | UploadSource): source is File => source instanceof Blob;

export const sourceOf = (source: File | UploadSource): UploadSource =>
  isFile(source) ? blobSource(source, source.name) : source;

const LONGEST_NAME = 255;

/** The name as the API accepts it: without control characters, and its end (with the extension) where it is too long. */
export const announcedName = (name: string): string =>
  name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-LONGEST_NAME)
    .trim() || 'video';

/** `video/mp4; codecs=…` is announced as `video/mp4`; what is no media type at all is left out. */
export const announcedType = (contentType: string | undefined): string | undefined =>
  /^[\w.+-]+\/[\w.+-]+/.exec(contentType ?? '')?.[0].slice(0, 100);
