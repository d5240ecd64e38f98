import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip } from '@media/testkit';
import { makeLargeFile } from '@media/testkit/large-file';

/** A short video, a large file, and a file that is not a video. */
export type DroppedFiles = { movie: string; large: string; notes: string };

export const MOVIE_SECONDS = 20;
// Below 16 MiB, so that it is uploaded in a single request.
const SMALL = ['-crf', '32'];
const MIB = 1024 * 1024;

/** Creates the files in `dir`. Their names become the titles of the videos. */
export const makeDroppedFiles = async (dir: string, largeMib: number): Promise<DroppedFiles> => {
  await mkdir(dir);
  const files = { movie: join(dir, 'movie.mp4'), large: join(dir, 'large.mp4'), notes: join(dir, 'notes.mp4') };
  await copyFile(await makeClip({ seconds: MOVIE_SECONDS, size: '854x480', extra: SMALL }), files.movie);
  await makeLargeFile(await makeClip({ seconds: 1 }), largeMib * MIB, files.large);
  await writeFile(files.notes, 'These are notes, not a video.\n');
  return files;
};
