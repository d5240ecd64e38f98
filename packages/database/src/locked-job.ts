import type { JobId, JobStatus, OrganizationId, VideoId } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Transaction } from './transaction.js';

export type LockedJob = {
  id: JobId;
  organizationId: OrganizationId;
  videoId: VideoId;
  status: JobStatus;
  planHash: string | null;
  /** The fleet of the job; null until its first claim. */
  planVersion: number | null;
  doneWeight: number;
  createdAt: Date;
  /** Whether it makes a chosen poster, instead of processing the video. */
  isPoster: boolean;
};

/** SQL for the columns of a locked job. Without recipe and plan: a long video's plan is large, and several statements per task read this. */
export const LOCKED_JOB = Prisma.sql`
  job.id, job.organization_id AS "organizationId", job.video_id AS "videoId", job.status::text AS status,
  job.plan_hash AS "planHash", job.plan_version AS "planVersion", job.done_weight AS "doneWeight", job.created_at AS "createdAt",
  job.poster IS NOT NULL AS "isPoster"`;

/** `skipLocked`: a job locked by another transaction counts as missing, instead of waiting for it. */
export type LockOptions = { skipLocked: boolean };

/**
 * Locks a job for the rest of the transaction. Everything that changes a job, its tasks or its video takes this lock
 * first, so that concurrent changes are serialized and can't deadlock. Fails after the connection's `lock_timeout`.
 */
export const lockJob = async (
  { sql }: Transaction,
  id: JobId,
  { skipLocked }: LockOptions = { skipLocked: false },
): Promise<LockedJob | undefined> => {
  const wait = skipLocked ? Prisma.sql`SKIP LOCKED` : Prisma.empty;
  const [row] = await sql.$queryRaw<LockedJob[]>`
    SELECT ${LOCKED_JOB} FROM job WHERE id = ${id}::uuid FOR UPDATE ${wait}`;
  return row;
};
