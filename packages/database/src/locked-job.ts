import type { JobId, JobStatus, OrganizationId, VideoId } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';

export type LockedJob = {
  id: JobId;
  organizationId: OrganizationId;
  videoId: VideoId;
  status: JobStatus;
  planHash: string | null;
  /** The fleet that the job belongs to; null until its first claim. */
  planVersion: number | null;
  doneWeight: number;
  createdAt: Date;
};

/** `skipLocked`: a job that somebody else holds counts as not there, instead of being waited for. */
export type LockOptions = { skipLocked: boolean };

/**
 * Locks a job for the rest of the transaction. Whatever changes a job, its tasks or its video takes this lock first, so
 * that two who finish at the same time see each other and nobody deadlocks. Fails after the connection's `lock_timeout`.
 */
export const lockJob = async (
  { sql }: Transaction,
  id: JobId,
  { skipLocked }: LockOptions = { skipLocked: false },
): Promise<LockedJob | undefined> => {
  const wait = skipLocked ? Prisma.sql`SKIP LOCKED` : Prisma.empty;
  // Neither recipe nor plan: a long video's plan is large, and this is read several times a task.
  const [row] = await sql.$queryRaw<LockedJob[]>`
    SELECT id, organization_id AS "organizationId", video_id AS "videoId", status::text AS status,
           plan_hash AS "planHash", plan_version AS "planVersion", done_weight AS "doneWeight", created_at AS "createdAt"
    FROM job WHERE id = ${id}::uuid FOR UPDATE ${wait}`;
  return row;
};
