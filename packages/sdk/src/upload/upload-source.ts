import type { Put } from './put-bytes.js';

/** Something to upload: anything that can return a byte range, more than once if a part has to be sent again. */
export type UploadSource = {
  name: string;
  sizeBytes: number;
  contentType?: string | undefined;
  /** The bytes from `start` (inclusive) to `end` (exclusive). */
  slice(start: number, end: number): Blob | Promise<Blob>;
  /** Cheaper ways to read and send than through a Blob, if the source has them. */
  direct?: DirectAccess;
};

export type DirectAccess = {
  /** CRC-32C of `bytes`; `before` is the checksum of the preceding bytes. */
  crc32c(bytes: Uint8Array, before: number): number;
  /** The bytes from `start` (inclusive) to `end` (exclusive). Two buffers alternate, so a chunk is valid until the one after the next is read. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  /** PUTs the bytes from `start` (inclusive) to `end` (exclusive). Throws StoreError, NetworkError or the signal's reason. */
  put(start: number, end: number, put: Put): Promise<void>;
};

/** A Blob with a file name as a source. `uploadFile` takes a browser's File as it is. */
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

/** The name as the API accepts it: without control characters, and shortened from the front to keep the extension. */
export const declaredName = (name: string): string =>
  name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(-LONGEST_NAME)
    .trim() || 'video';

/** `video/mp4; codecs=…` becomes `video/mp4`; anything that isn't a media type is omitted. */
export const declaredType = (contentType: string | undefined): string | undefined =>
  /^[\w.+-]+\/[\w.+-]+/.exec(contentType ?? '')?.[0].slice(0, 100);
