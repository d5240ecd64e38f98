import { execFile } from 'node:child_process';
import { copyFile, open, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Real 1080p pictures and sound, repeated without being encoded again until they last `seconds`. */
export const makeLongClip = async (clip: string, seconds: number, path: string): Promise<void> => {
  const quiet = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];
  const streams = ['-map', '0:v:0', '-map', '0:a:0', '-c', 'copy'];
  await run('ffmpeg', [...quiet, '-stream_loop', '-1', '-i', clip, ...streams, '-t', String(seconds), path]);
};

/**
 * The clip with a `free` box (ISO/IEC 14496-12, 8.1.2) behind it that fills it up to `sizeBytes`: every byte travels,
 * but only the clip is encoded.
 */
export const makeLargeFile = async (clip: string, sizeBytes: number, path: string): Promise<void> => {
  await copyFile(clip, path);
  await using file = await open(path, 'r+');
  const { size } = await stat(clip);
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1, 0); // a 64-bit size follows the type
  header.write('free', 4, 'latin1');
  header.writeBigUInt64BE(BigInt(sizeBytes - size), 8);
  await file.write(header, 0, header.length, size);
  await file.truncate(sizeBytes);
};
