import { type FileHandle, open } from 'node:fs/promises';

/** A file as it was when it was first looked at. */
export type KnownFile = { path: string; sizeBytes: number; modifiedAtMs: number };

const BUFFER_BYTES = 512 * 1024;

/** As a browser says of a File that has changed. */
const changed = ({ path }: KnownFile): DOMException =>
  new DOMException(`${path} has changed since its upload began.`, 'NotReadableError');

const assertSame = async (handle: FileHandle, file: KnownFile): Promise<void> => {
  const { size, mtimeMs } = await handle.stat();
  if (size !== file.sizeBytes || mtimeMs !== file.modifiedAtMs) throw changed(file);
};

/**
 * The bytes of a file from `start` to before `end`. Two buffers take turns, so that one is read while the other is sent:
 * a chunk is valid until the next but one is requested. Throws a NotReadableError when the file has changed.
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
