import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, storageKeys } from '@media/core';
import { type PieceRow, type Track, type Transaction, trimPieces } from '@media/database';
import { type ParsedCmaf, sumSegments } from '@media/media';
import { mediaObject } from '../encode/media-object.js';
import type { StepContext, StepDeps } from '../run-task/step.js';
import type { Piece } from './cut-pieces.js';
import { followFile } from './follow-file.js';
import { writePiece } from './write-piece.js';

/** A track that is published while it is being written. */
export type PiecedTrack = Track & {
  /** The fragmented MP4 that `write` makes. */
  path: string;
  /** Prefix of the pieces' names. */
  name: string;
  contentType: string;
  /** Start times of the pieces except the first, in seconds from the start of the video; see `cutPieces`. */
  boundaries: readonly number[];
  /** Shorter fragments are joined with the previous one. Default: 0. */
  minSegmentSeconds?: number;
  /** Checks a piece before it is published. Returns its segments, if they are not simply its fragments. */
  shape?(piece: PieceFile): Promise<ParsedCmaf>;
};

/** A piece as a separate file. */
export type PieceFile = { index: number; path: string; parsed: ParsedCmaf };

export type PublishedTrack = {
  /** The whole file. */
  parsed: ParsedCmaf;
  pieceCount: number;
  /** For the transaction that ends the task: removes the rows of other pieces. */
  publish(tx: Transaction): Promise<void>;
};

type Deps = Pick<StepDeps, 'store' | 'pieces'>;

/**
 * Publishes a track in pieces while `write` is still writing its file, so that players can start long before the task ends.
 * Each piece is a separate object and row, published under the claim. A piece that an earlier attempt has published with the
 * same bytes is kept. If publishing fails, `write` is aborted through its signal. @throws AppError CLAIM_LOST
 */
export const publishPieces = async (
  deps: Deps,
  context: StepContext,
  track: PiecedTrack,
  write: (signal: AbortSignal) => Promise<unknown>,
): Promise<PublishedTrack> => {
  const { task } = context;
  const known = (await deps.pieces.ofTask(task.id)).filter(
    ({ kind, trackIndex }) => kind === track.kind && trackIndex === track.trackIndex,
  );
  const hashes = new Map(known.map(({ chunkIndex, contentHash }) => [chunkIndex, contentHash]));
  let pieceCount = 0;
  const onPiece = async (piece: Piece, seen: ParsedCmaf): Promise<void> => {
    await publishPiece(deps, context, track, { piece, seen, knownHash: hashes.get(piece.index) });
    pieceCount = piece.index + 1;
  };
  const { path, boundaries, minSegmentSeconds } = track;
  const stop = new AbortController();
  const written = write(stop.signal);
  try {
    const parsed = await followFile({ path, boundaries, minSegmentSeconds, written, onPiece });
    return { parsed, pieceCount, publish: (tx) => trimPieces(tx, task.id, track, pieceCount) };
  } catch (error) {
    stop.abort(error);
    await written.catch(() => undefined);
    throw error;
  }
};

type Found = { piece: Piece; seen: ParsedCmaf; knownHash: string | undefined };

const publishPiece = async (
  deps: Deps,
  context: StepContext,
  track: PiecedTrack,
  { piece, seen, knownHash }: Found,
): Promise<void> => {
  const { kind, trackIndex } = track;
  const { task, workDir } = context;
  const name = `${track.name}-${piece.index}.mp4`;
  const path = join(workDir, name);
  const { parsed: written, contentHash } = await writePiece(track.path, seen, piece, path);
  const parsed = (await track.shape?.({ index: piece.index, path, parsed: written })) ?? written;
  if (contentHash !== knownHash) {
    const key = storageKeys.piece(task.videoId, task.job.planHash, task.id, task.epoch, name);
    const place = { kind, trackIndex, chunkIndex: piece.index, key };
    await storeAndName(
      deps,
      context,
      { ...mediaObject(place, await sumSegments(path, parsed)), contentHash },
      { path, contentType: track.contentType },
    );
  }
  await rm(path);
};

const storeAndName = async (
  { store, pieces }: Deps,
  { task, persist, uploadTo }: StepContext,
  row: PieceRow,
  { path, contentType }: { path: string; contentType: string },
): Promise<void> => {
  const { key } = row;
  await persist(() => pieces.reserveKey(task, key));
  try {
    await uploadTo(key, path, contentType);
    if (!(await persist(() => pieces.publish(task, row))))
      throw new AppError('STORAGE_UNAVAILABLE', { reason: 'the upload took too long', key });
  } catch (error) {
    // If the response was lost, the piece may be published, so it must stay. If deletion fails, the reservation covers it.
    if (!(error instanceof AppError && error.details.unsure)) await store.delete(key).catch(() => undefined);
    throw error;
  }
};
