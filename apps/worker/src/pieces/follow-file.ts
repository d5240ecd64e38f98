import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileSource, followCmaf, type ParsedCmaf } from '@media/media';
import { cutPieces, type Piece } from './cut-pieces.js';

const POLL_MS = 200;

export type FollowOptions = {
  path: string;
  /** Ends when the file has been written to its end; rejects when that failed. */
  written: Promise<unknown>;
  /** See `cutPieces`. */
  boundaries: readonly number[];
  /** Takes one piece after another, in order; nothing more is read meanwhile. `seen` is the file so far. */
  onPiece(piece: Piece, seen: ParsedCmaf): Promise<void>;
};

/** Hands on the pieces of a fragmented MP4 while it is written. Returns what the whole file became. Throws OUTPUT_WRONG. */
export const followFile = async ({ path, written, boundaries, onPiece }: FollowOptions): Promise<ParsedCmaf> => {
  const follower = followCmaf();
  const cutter = cutPieces(boundaries);
  let isWritten = false;
  const end = written.then(() => {
    isWritten = true;
  });
  // It is waited for below, unless something else fails first.
  end.catch(() => undefined);
  const takeIn = async (file: FileHandle): Promise<void> => {
    const segments = await follower.advance(await fileSource(file));
    const seen = follower.seen();
    if (!seen) return;
    for (const piece of cutter.add(segments, seen.track.timescale)) await onPiece(piece, seen);
  };

  await using file = await openWhenThere(path, end);
  while (!isWritten) {
    await takeIn(file);
    await Promise.race([end, sleep(POLL_MS)]);
  }
  await takeIn(file);
  const whole = await follower.finish(await fileSource(file));
  for (const piece of cutter.finish()) await onPiece(piece, whole);
  return whole;
};

/** Whoever writes the file needs a moment to begin. */
const openWhenThere = async (path: string, end: Promise<void>): Promise<FileHandle> => {
  for (let isOver = false; ; ) {
    try {
      return await open(path, 'r');
    } catch (error) {
      if (isOver || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    isOver = await Promise.race([end.then(() => true), sleep(POLL_MS, false)]);
  }
};
