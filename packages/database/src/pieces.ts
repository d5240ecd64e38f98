import type { MediaObject, TaskId } from '@media/core';
import type { ClaimedTask } from './claimed-task.js';
import { lockClaim } from './claims.js';
import { discard, undiscard } from './garbage.js';
import type { Prisma } from './generated/client.js';
import { discardObjects, markIfPlayable, type Track } from './media-rows.js';
import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';

/** An object that is published while its task is still running. */
export type PieceRow = MediaObject & { contentHash: string };

/** Longer than any upload to the store takes. A reserved key that is not published by then is deleted. */
const UNPUBLISHED_KEPT_MS = 60 * 60_000;

/**
 * Objects that a task publishes while it runs. A piece is marked for deletion before it is stored, and the transaction that
 * publishes it removes the mark, so an attempt that ends in between leaves nothing behind.
 */
export const pieceRepository = ({ sql, transaction }: Database) => ({
  /** The SHA-256 of the pieces published by earlier attempts of a task, by track and index. */
  ofTask: async (taskId: TaskId): Promise<Pick<PieceRow, 'kind' | 'trackIndex' | 'chunkIndex' | 'contentHash'>[]> => {
    const select = { kind: true, trackIndex: true, chunkIndex: true, contentHash: true };
    const rows = await sql.mediaObject.findMany({ where: { taskId, contentHash: { not: null } }, select });
    return rows.map((row) => ({ ...row, contentHash: row.contentHash ?? '' }));
  },

  /** Marks a key for deletion before it is stored. @throws AppError CLAIM_LOST */
  reserveKey: (task: ClaimedTask, key: string): Promise<void> =>
    transaction(async (tx) => {
      await lockClaim(tx, task);
      await discard(tx, [key], UNPUBLISHED_KEPT_MS);
    }),

  /**
   * Publishes a stored piece, in place of an earlier attempt's. False if a sweeper has taken it after its reservation
   * expired, so that it may be deleted. Idempotent. @throws AppError CLAIM_LOST
   */
  publish: (task: ClaimedTask, piece: PieceRow): Promise<boolean> =>
    transaction(async (tx) => {
      const job = await lockClaim(tx, task);
      const { kind, trackIndex, chunkIndex, key } = piece;
      if ((await tx.sql.mediaObject.count({ where: { taskId: task.id, key } })) > 0) return true;
      if (!(await undiscard(tx, key))) return false;
      await discardObjects(tx, { taskId: task.id, kind, trackIndex, chunkIndex });
      const { id: taskId, organizationId, jobId, epoch } = task;
      const data = { ...piece, id: newId(), taskId, organizationId, jobId, epoch };
      await tx.sql.mediaObject.create({ data: data as Prisma.MediaObjectUncheckedCreateInput });
      await markIfPlayable(tx, job);
      return true;
    }),
});
export type Pieces = ReturnType<typeof pieceRepository>;

/** Discards pieces of earlier attempts beyond the last piece of a track. */
export const trimPieces = (tx: Transaction, taskId: TaskId, track: Track, count: number): Promise<void> =>
  discardObjects(tx, { taskId, kind: track.kind, trackIndex: track.trackIndex, chunkIndex: { gte: count } });

/** Keeps the next attempts of these tasks from reusing their published pieces, which may be wrong. The pieces stay published. */
export const invalidatePieces = async ({ sql }: Transaction, taskIds: readonly TaskId[]): Promise<void> => {
  await sql.mediaObject.updateMany({
    where: { taskId: { in: [...taskIds] }, contentHash: { not: null } },
    data: { contentHash: null },
  });
};
