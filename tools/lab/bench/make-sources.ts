import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus');
/** 1920x1080 at 25 frames per second, with audio. Players don't support its profile, so it is never copied. */
export const CLIP = join(CORPUS, 'encore/test_stereo.mp4');

/** Returns true and prints a message if the clip is missing. */
export const reportMissingClip = (): boolean => {
  if (existsSync(CLIP)) return false;
  console.log(`Skipped: ${CLIP} not found. Set CORPUS to a folder that contains encore/test_stereo.mp4.`);
  return true;
};

const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];

/** Repeats a clip to a length of `seconds`, without re-encoding. */
export const makeLongClip = async (clip: string, seconds: number, path: string): Promise<void> => {
  const streams = ['-map', '0:v:0', '-map', '0:a:0', '-c', 'copy'];
  await run('ffmpeg', [...QUIET, '-stream_loop', '-1', '-i', clip, ...streams, '-t', String(seconds), path]);
};

/** Re-encodes a clip to compatible video, with a key frame every two seconds, as an editor or a phone would. */
export const makeCopyableClip = async (clip: string, path: string): Promise<void> => {
  const rate = ['-b:v', '4500k', '-maxrate', '5500k', '-bufsize', '9000k'];
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', ...rate, '-pix_fmt', 'yuv420p', '-g', '50'];
  await run('ffmpeg', [...QUIET, '-i', clip, ...video, '-c:a', 'copy', path]);
};

const MIB = 1024 * 1024;

/** Writes a file of random bytes, rounded up to whole MiB. */
export const writeRandomFile = async (path: string, sizeBytes: number): Promise<void> => {
  const block = randomFillSync(Buffer.alloc(MIB));
  const blocks = function* (): Generator<Buffer, void, undefined> {
    for (let written = 0; written < sizeBytes; written += MIB) yield block;
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
};
