import { type Actor, AppError, type OrganizationId, type TaskId, type VideoId } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { cancelJob, isUnfinished } from './cancel-job.js';
import { appendEvent } from './events.js';
import { Prisma } from './generated/client.js';
import { lockCurrentJob, WITH_TRASHED } from './lock-current-job.js';
import { isDue } from './present-videos.js';
import { removeVideo, targetOf } from './remove-video.js';
import { tagColumns } from './tag-columns.js';
import type { Database, Transaction } from './transaction.js';

/** A client that didn't get the response to a deletion repeats it, which must not delete the video for good. */
const REPEATED_WITHIN_MS = 60_000;

/** Emptying the trash makes all of it due at once. */
const LONG_AGO = Prisma.sql`'epoch'`;

export type DueVideo = { id: VideoId; organizationId: OrganizationId; trashedAt: Date };

/** The trash of each organization. `keptMs`: how long videos stay there; 0 if there is no trash. */
export const trashCommands = ({ sql, transaction }: Database, keptMs: number) => ({
  /**
   * Moves a video to the trash and cancels its processing. Deletes it for good if it is in the trash already, unless it was moved there
   * within the last minute or `again` says that it stays there. Returns the running tasks to signal. @throws AppError VIDEO_NOT_FOUND
   */
  add: (actor: Actor, id: VideoId, again: 'deletes' | 'keeps' = 'deletes'): Promise<TaskId[]> =>
    transaction(async (tx) => {
      const job = await lockCurrentJob(tx, actor.organizationId, id, WITH_TRASHED);
      if (keptMs === 0) return removeVideo(tx, actor, job);
      const trashedForMs = await timeInTrash(tx, id);
      const isKept = again === 'keeps' || (trashedForMs !== null && trashedForMs < REPEATED_WITHIN_MS);
      if (trashedForMs !== null) return isKept ? [] : removeVideo(tx, actor, job);
      const running = isUnfinished(job) ? await cancelJob(tx, actor, job) : [];
      const title = await setTrashedAt(tx, id, Prisma.sql`now()`);
      await appendEvent(tx, job, { type: 'video.trashed', data: {}, actor });
      await recordAudit(tx, actor, { action: 'video.trashed', targets: [targetOf(id, title)] });
      return running;
    }),

  /** Takes a video out of the trash, as it was. Does nothing to one that isn't there. @throws AppError VIDEO_NOT_FOUND */
  restore: (actor: Actor, id: VideoId): Promise<void> =>
    transaction(async (tx) => {
      const job = await lockCurrentJob(tx, actor.organizationId, id, WITH_TRASHED);
      const trashedForMs = await timeInTrash(tx, id);
      if (trashedForMs === null) return;
      if (trashedForMs >= keptMs) throw new AppError('VIDEO_NOT_FOUND', { id });
      const title = await setTrashedAt(tx, id, Prisma.sql`NULL`);
      await respell(tx, job.organizationId, id);
      await appendEvent(tx, job, { type: 'video.restored', data: { restored: true }, actor });
      await recordAudit(tx, actor, { action: 'video.restored', targets: [targetOf(id, title)] });
    }),

  /** Makes all videos in the trash due. Returns how many, and some of them. The sweeper deletes those that nobody deletes before. */
  empty: (actor: Actor, limit: number): Promise<{ count: number; some: VideoId[] }> =>
    transaction(async (tx) => {
      const rows = await tx.sql.$queryRaw<{ id: VideoId }[]>`
        UPDATE video SET trashed_at = ${LONG_AGO}
        WHERE organization_id = ${actor.organizationId}::uuid AND trashed_at IS NOT NULL AND NOT ${isDue(keptMs)} RETURNING id`;
      await recordAudit(tx, actor, { action: 'trash.emptied', targets: [], metadata: { videos: rows.length } });
      return { count: rows.length, some: rows.slice(0, limit).map(({ id }) => id) };
    }),

  /** What can be restored, or deleted to free its storage. */
  usage: async (organizationId: OrganizationId): Promise<{ videoCount: number; bytes: number }> => {
    const [row] = await sql.$queryRaw<{ videoCount: bigint; bytes: bigint }[]>`
      SELECT count(*) AS "videoCount", COALESCE(sum(source_size_bytes + output_bytes), 0)::bigint AS bytes FROM video
      WHERE organization_id = ${organizationId}::uuid AND trashed_at IS NOT NULL AND NOT ${isDue(keptMs)}`;
    return { videoCount: Number(row?.videoCount), bytes: Number(row?.bytes) };
  },

  /** A page of the videos of all organizations that are due, in the order in which they came. */
  due: (limit: number, after?: DueVideo): Promise<DueVideo[]> => sql.$queryRaw<DueVideo[]>`
    SELECT id, organization_id AS "organizationId", trashed_at AS "trashedAt" FROM video
    WHERE ${isDue(keptMs)} AND (trashed_at, id) > (${after?.trashedAt ?? new Date(0)}, ${after?.id ?? LOWEST_ID}::uuid)
    ORDER BY trashed_at, id LIMIT ${limit}`,

  /** Deletes a video for good if it is due. Somebody can have restored or deleted it in the meantime. */
  removeDue: (actor: Actor, id: VideoId): Promise<void> =>
    transaction(async (tx) => {
      const job = await lockCurrentJob(tx, actor.organizationId, id, WITH_TRASHED);
      const trashedForMs = await timeInTrash(tx, id);
      if (trashedForMs !== null && trashedForMs >= keptMs) await removeVideo(tx, actor, job);
    }).catch(ignoreMissing),
});
export type TrashCommands = ReturnType<typeof trashCommands>;

const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/** Null for a video that isn't in the trash. Its job is locked, so that the answer stays true. */
const timeInTrash = async ({ sql }: Transaction, id: VideoId): Promise<number | null> => {
  const [row] = await sql.$queryRaw<{ ms: number | null }[]>`
    SELECT (1000 * extract(epoch FROM now() - trashed_at))::float8 AS ms FROM video WHERE id = ${id}::uuid`;
  return row?.ms ?? null;
};

const setTrashedAt = async ({ sql }: Transaction, id: VideoId, at: Prisma.Sql): Promise<string> => {
  const [row] = await sql.$queryRaw<{ title: string }[]>`
    UPDATE video SET trashed_at = ${at}, updated_at = now() WHERE id = ${id}::uuid RETURNING title`;
  if (!row) throw new AppError('VIDEO_NOT_FOUND', { id });
  return row.title;
};

/** Its tags can have got another spelling in the meantime. */
const respell = async (tx: Transaction, organizationId: OrganizationId, id: VideoId): Promise<void> => {
  const { tags } = await tx.sql.video.findUniqueOrThrow({ where: { id }, select: { tags: true } });
  await tx.sql.video.update({ where: { id }, data: await tagColumns(tx, organizationId, tags), select: { id: true } });
};

const ignoreMissing = (error: unknown): void => {
  if (!(error instanceof AppError && error.code === 'VIDEO_NOT_FOUND')) throw error;
};
