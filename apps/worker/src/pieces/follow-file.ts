import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileSource, followCmaf, joinShortSegments, type ParsedCmaf } from '@media/media';
import { cutPieces, type Piece } from './cut-pieces.js';

const POLL_MS = 200;

export type FollowOptions = {
  path: string;
  /** Resolves when the file is complete; rejects if writing failed. */
  written: Promise<unknown>;
  /** See `cutPieces`. */
  boundaries: readonly number[];
  /** Shorter segments are joined with the previous one. Default: 0. */
  minSegmentSeconds?: number | undefined;
  /** Called for one piece at a time, in order; reading pauses meanwhile. `seen` is the file so far. */
  onPiece(piece: Piece, seen: ParsedCmaf): Promise<void>;
};

/** Passes on the pieces of a fragmented MP4 while it is being written. Returns the whole file, parsed. Throws OUTPUT_WRONG. */
export const followFile = async (options: FollowOptions): Promise<ParsedCmaf> => {
  const { path, written, boundaries, minSegmentSeconds = 0, onPiece } = options;
  const follower = followCmaf();
  const joiner = joinShortSegments(minSegmentSeconds);
  const cutter = cutPieces(boundaries);
  let isWritten = false;
  const end = written.then(() => {
    isWritten = true;
  });
  // Awaited below, unless something else fails first.
  end.catch(() => undefined);
  const readSegments = async (file: FileHandle): Promise<void> => {
    const segments = await follower.advance(await fileSource(file));
    const seen = follower.parsed();
    if (!seen) return;
    const { timescale } = seen.track;
    for (const piece of cutter.add(joiner.add(segments, timescale), timescale)) await onPiece(piece, seen);
  };

  await using file = await openWhenCreated(path, end);
  while (!isWritten) {
    await readSegments(file);
    await Promise.race([end, sleep(POLL_MS)]);
  }
  await readSegments(file);
  const whole = await follower.finish(await fileSource(file));
  const last = cutter.add(joiner.finish(), whole.track.timescale);
  for (const piece of [...last, ...cutter.finish()]) await onPiece(piece, whole);
  return whole;
};

/** The writer needs a moment to create the file. */
const openWhenCreated = async (path: string, end: Promise<void>): Promise<FileHandle> => {
  for (let isOver = false; ; ) {
    try {
      return await open(path, 'r');
    } catch (error) {
      if (isOver || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    isOver = await Promise.race([end.then(() => true), sleep(POLL_MS, false)]);
  }
};
