import { execFile } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const CORPUS = process.env.CORPUS ?? join(import.meta.dirname, '../../../../shared/corpus');
/** 1920x1080, 25 frames per second, with audio; of a profile that no player takes, so it is never copied. */
export const CLIP = join(CORPUS, 'encore/test_stereo.mp4');

/** Says so when there is nothing to measure with. */
export const isClipMissing = (): boolean => {
  if (existsSync(CLIP)) return false;
  console.log(`Nothing measured: ${CLIP} is not there. Name a folder with encore/test_stereo.mp4 by CORPUS.`);
  return true;
};

const QUIET = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'];

/** Real 1080p video and audio, repeated without being encoded again until they last `seconds`. */
export const makeLongClip = async (clip: string, seconds: number, path: string): Promise<void> => {
  const streams = ['-map', '0:v:0', '-map', '0:a:0', '-c', 'copy'];
  await run('ffmpeg', [...QUIET, '-stream_loop', '-1', '-i', clip, ...streams, '-t', String(seconds), path]);
};

/** What an editor or a phone would make of the clip: video that can be copied, with a key frame every two seconds. */
export const makeFitClip = async (clip: string, path: string): Promise<void> => {
  const rate = ['-b:v', '4500k', '-maxrate', '5500k', '-bufsize', '9000k'];
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', ...rate, '-pix_fmt', 'yuv420p', '-g', '50'];
  await run('ffmpeg', [...QUIET, '-i', clip, ...video, '-c:a', 'copy', path]);
};

const MIB = 1024 * 1024;

/** Bytes that nobody can compress, whole MiB of them. */
export const writeNoise = async (path: string, sizeBytes: number): Promise<void> => {
  const block = randomFillSync(Buffer.alloc(MIB));
  const blocks = function* (): Generator<Buffer, void, undefined> {
    for (let written = 0; written < sizeBytes; written += MIB) yield block;
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
};
