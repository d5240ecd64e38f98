import { type FileHandle, open } from 'node:fs/promises';

/** A file with its size and modification time when the upload began. */
export type KnownFile = { path: string; sizeBytes: number; modifiedAtMs: number };

const BUFFER_BYTES = 512 * 1024;

/** The error that browsers raise for a File that has changed. */
const changed = ({ path }: KnownFile): DOMException =>
  new DOMException(`${path} has changed since its upload began.`, 'NotReadableError');

const assertSame = async (handle: FileHandle, file: KnownFile): Promise<void> => {
  const { size, mtimeMs } = await handle.stat();
  if (size !== file.sizeBytes || mtimeMs !== file.modifiedAtMs) throw changed(file);
};

/**
 * The bytes of a file from `start` (inclusive) to `end` (exclusive). Two buffers alternate, so that one is filled while the
 * other is sent: a chunk is valid until the one after the next is requested. Throws a NotReadableError when the file has changed.
 */
export async function* readFileRange(file: KnownFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  const handle = await open(file.path);
  try {
    await assertSame(handle, file);
    let [buffer, other] = [new Uint8Array(BUFFER_BYTES), new Uint8Array(BUFFER_BYTES)];
    for (let at = start; at < end; ) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(BUFFER_BYTES, end - at), at);
      if (bytesRead === 0) throw changed(file);
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
      [buffer, other] = [other, buffer];
    }
  } finally {
    await handle.close();
  }
}
