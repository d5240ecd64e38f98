import { type Actor, AppError, type OrganizationId, type TaskId, type VideoId } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { Prisma } from './generated/client.js';
import { lockOrganization } from './lock-organization.js';
import { pruneBatch } from './prune.js';
import type { Database, Transaction } from './transaction.js';
import { videoCommands } from './video-commands.js';

/**
 * The rows of an organization that can be too many for one statement, in the order of an index. Others are deleted with it. Uploads only
 * once they have ended: until then, they lead to their bytes.
 */
const LARGE_TABLES = [
  { table: 'upload', orderBy: 'created_at', only: Prisma.sql`status IN ('completed', 'aborted', 'expired')` },
  { table: 'event', orderBy: 'created_at', only: Prisma.sql`true` },
  { table: 'audit_entry', orderBy: 'at', only: Prisma.sql`true` },
  { table: 'deleted_video', orderBy: 'deleted_at', only: Prisma.sql`true` },
  { table: 'idempotency_key', orderBy: 'route, key', only: Prisma.sql`true` },
  { table: 'usage_entry', orderBy: 'organization_id', only: Prisma.sql`true` },
];

/**
 * Deletes an organization for everybody: from the commit on, it has no members and invitations, and playback tokens of its videos are refused. The
 * sweeper deletes its objects, then its rows. Once committed, call `stopWork`.
 */
export const closeOrganization = async ({ sql }: Transaction, id: OrganizationId): Promise<void> => {
  await sql.$executeRaw`UPDATE organization SET deleted_at = now() WHERE id = ${id}::uuid AND deleted_at IS NULL`;
  await sql.membership.deleteMany({ where: { organizationId: id } });
  await sql.invitation.deleteMany({ where: { organizationId: id } });
};

/** The deletion of organizations: first for their members, then of their objects, then of their rows (docs/decisions/0056). */
export const organizationRemoval = (database: Database) => {
  const { sql, transaction } = database;
  const videos = videoCommands(database);

  /** Removes videos that can be gone already. Returns the running tasks to signal. */
  const remove = async (actor: Actor, ids: readonly VideoId[]): Promise<TaskId[]> => {
    const running: TaskId[] = [];
    for (const id of ids) running.push(...(await videos.remove(actor, id).catch(ignoreMissing)));
    return running;
  };

  return {
    /**
     * Closes an organization whose name the user has confirmed.
     * @throws AppError ORGANIZATION_NOT_FOUND, PERSONAL_ORGANIZATION, ORGANIZATION_NAME_WRONG
     */
    close: (actor: Actor, confirmedName: string): Promise<void> =>
      transaction(async (tx) => {
        const { organizationId: id } = actor;
        const { name } = await lockOrganization(tx, id);
        const isPersonal = await tx.sql.membership.count({ where: { organizationId: id, isPersonal: true } });
        if (isPersonal > 0) throw new AppError('PERSONAL_ORGANIZATION', { organizationId: id });
        if (name !== confirmedName) throw new AppError('ORGANIZATION_NAME_WRONG', { organizationId: id });
        const targets = [{ type: 'organization', id, name }] as const;
        await recordAudit(tx, actor, { action: 'organization.deleted', targets });
        await closeOrganization(tx, id);
      }),

    /** Removes the videos that workers process now, without waiting for the sweeper. Returns the running tasks to signal. */
    stopWork: async (actor: Actor): Promise<TaskId[]> => {
      const { organizationId } = actor;
      const tasks = await sql.task.findMany({
        where: { organizationId, status: 'running' },
        select: { videoId: true },
        distinct: ['videoId'],
      });
      return remove(
        actor,
        tasks.map(({ videoId }) => videoId as VideoId),
      );
    },

    /** Takes deleted organizations, oldest first, for `leaseMs`. Other sweepers skip them until then. */
    take: async (limit: number, leaseMs: number): Promise<OrganizationId[]> => {
      const rows = await sql.$queryRaw<{ id: OrganizationId }[]>`
        WITH due AS MATERIALIZED (
          SELECT id FROM organization WHERE deleted_at IS NOT NULL AND (swept_until IS NULL OR swept_until <= now())
          ORDER BY deleted_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        UPDATE organization SET swept_until = now() + ${leaseMs} * interval '1 millisecond'
        FROM due WHERE organization.id = due.id RETURNING organization.id`;
      return rows.map(({ id }) => id);
    },

    /** Lets the next sweep continue. */
    release: async (id: OrganizationId): Promise<void> => {
      await sql.organization.updateMany({ where: { id }, data: { sweptUntil: null } });
    },

    /** Removes up to `limit` videos. Returns how many it found. */
    removeVideos: async (actor: Actor, limit: number): Promise<number> => {
      const { organizationId } = actor;
      const found = await sql.video.findMany({ where: { organizationId }, select: { id: true }, take: limit });
      await remove(
        actor,
        found.map(({ id }) => id as VideoId),
      );
      return found.length;
    },

    /** Deletes a batch of the rows that an organization without open uploads and videos still has. Returns how many. */
    pruneRows: async (id: OrganizationId): Promise<number> => {
      let count = 0;
      for (const { table, orderBy, only } of LARGE_TABLES) {
        const where = Prisma.sql`organization_id = ${id}::uuid AND ${only}`;
        count += await pruneBatch({ sql }, { table, where, orderBy });
      }
      return count;
    },

    /** Deletes the organization's row. False if a request that began earlier has added an upload or a video since. */
    finish: (id: OrganizationId): Promise<boolean> =>
      transaction(async (tx) => {
        // Inserts of rows that reference the organization wait for this lock.
        await tx.sql.$queryRaw`SELECT 1 FROM organization WHERE id = ${id}::uuid FOR UPDATE`;
        const where = { organizationId: id };
        if ((await tx.sql.upload.count({ where })) + (await tx.sql.video.count({ where })) > 0) return false;
        await tx.sql.organization.deleteMany({ where: { id } });
        return true;
      }),
  };
};
export type OrganizationRemoval = ReturnType<typeof organizationRemoval>;

const ignoreMissing = (error: unknown): TaskId[] => {
  if (error instanceof AppError && error.code === 'VIDEO_NOT_FOUND') return [];
  throw error;
};
