import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeClip } from '@media/testkit';
import { makeLargeFile } from '@media/testkit/large-file';

/** A film, a large file, and one that is no video. */
export type DroppedFiles = { film: string; large: string; notes: string };

export const FILM_SECONDS = 20;
// The film travels in one piece: below 16 MiB.
const SMALL = ['-crf', '32'];
const MIB = 1024 * 1024;

/** Makes what is dropped on the library, in a folder of its own so that the names are the titles. */
export const makeDroppedFiles = async (dir: string, largeMib: number): Promise<DroppedFiles> => {
  await mkdir(dir);
  const files = { film: join(dir, 'film.mp4'), large: join(dir, 'large.mp4'), notes: join(dir, 'notes.mp4') };
  await copyFile(await makeClip({ seconds: FILM_SECONDS, size: '854x480', extra: SMALL }), files.film);
  await makeLargeFile(await makeClip({ seconds: 1 }), largeMib * MIB, files.large);
  await writeFile(files.notes, 'These are notes, and no video at all.\n');
  return files;
};
