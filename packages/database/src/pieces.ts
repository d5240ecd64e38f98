import type { MediaObject, TaskId } from '@media/core';
import { type ClaimedTask, lockClaim } from './claims.js';
import { discard, takeBack } from './garbage.js';
import type { Prisma } from './generated/client.js';
import { letGoOfObjects, noteIfPlayable, type Track } from './media-rows.js';
import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';

/** An object that is published while its task still runs. */
export type PieceRow = MediaObject & { contentHash: string };

/** Longer than any upload takes: an announced object that is not named by then is removed. */
const UNNAMED_KEPT_MS = 60 * 60_000;

/**
 * Objects that a task publishes while it runs. Before its bytes are stored a piece is announced as garbage-to-be, and the
 * transaction that names it takes that back: so whatever ends the try in between, nothing unnamed stays in the store.
 */
export const pieceRepository = ({ sql, transaction }: Database) => ({
  /** The SHA-256 of the pieces that earlier tries of a task have published, by track and place. */
  ofTask: async (taskId: TaskId): Promise<Pick<PieceRow, 'kind' | 'trackIndex' | 'chunkIndex' | 'contentHash'>[]> => {
    const select = { kind: true, trackIndex: true, chunkIndex: true, contentHash: true };
    const rows = await sql.mediaObject.findMany({ where: { taskId, contentHash: { not: null } }, select });
    return rows.map((row) => ({ ...row, contentHash: row.contentHash ?? '' }));
  },

  /** Says that an object is about to be stored under this key. @throws AppError CLAIM_LOST */
  announce: (task: ClaimedTask, key: string): Promise<void> =>
    transaction(async (tx) => {
      await lockClaim(tx, task);
      await discard(tx, [key], UNNAMED_KEPT_MS);
    }),

  /**
   * Names a stored piece; one of an earlier try in its place is let go of. False when its announcement has run out and a
   * sweeper has taken it, so that its bytes may be gone. Once named it may be named again. @throws AppError CLAIM_LOST
   */
  publish: (task: ClaimedTask, piece: PieceRow): Promise<boolean> =>
    transaction(async (tx) => {
      const job = await lockClaim(tx, task);
      const { kind, trackIndex, chunkIndex, key } = piece;
      if ((await tx.sql.mediaObject.count({ where: { taskId: task.id, key } })) > 0) return true;
      if (!(await takeBack(tx, key))) return false;
      await letGoOfObjects(tx, { taskId: task.id, kind, trackIndex, chunkIndex });
      const { id: taskId, organizationId, jobId, epoch } = task;
      const data = { ...piece, id: newId(), taskId, organizationId, jobId, epoch };
      await tx.sql.mediaObject.create({ data: data as unknown as Prisma.MediaObjectUncheckedCreateInput });
      await noteIfPlayable(tx, job);
      return true;
    }),
});
export type Pieces = ReturnType<typeof pieceRepository>;

/** Lets go of what earlier tries published behind the last piece of a track. */
export const endPieces = (tx: Transaction, taskId: TaskId, track: Track, count: number): Promise<void> =>
  letGoOfObjects(tx, { taskId, kind: track.kind, trackIndex: track.trackIndex, chunkIndex: { gte: count } });

/** Something is wrong with what these tasks have published: their next tries shall not keep it. Until then it stays named. */
export const distrustPieces = async ({ sql }: Transaction, taskIds: readonly TaskId[]): Promise<void> => {
  await sql.mediaObject.updateMany({
    where: { taskId: { in: [...taskIds] }, contentHash: { not: null } },
    data: { contentHash: null },
  });
};
