import type { VideoId } from '@media/core';
import { storageKeys } from '@media/core';
import { Prisma } from './generated/client.js';
import type { LockedJob } from './locked-job.js';
import type { Transaction } from './transaction.js';
import { countUsage } from './usage-entries.js';

/** Counts a new video. Its source takes the place of what its upload had reserved. */
export const countVideo = async ({ sql }: Transaction, id: VideoId): Promise<void> => {
  const change = countUsage(
    {
      organizationId: Prisma.sql`video.organization_id`,
      ...{ reason: 'videoCreated', reference: Prisma.sql`video.id` },
      reserved_bytes: Prisma.sql`-COALESCE(upload.size_bytes, 0)`,
      source_bytes: Prisma.sql`source_size_bytes`,
      video_count: Prisma.sql`1`,
    },
    Prisma.sql`FROM video LEFT JOIN upload ON upload.video_id = video.id WHERE video.id = ${id}::uuid`,
  );
  await sql.$executeRaw`WITH ${change} SELECT`;
};

/** SQL for the CPU time of a job's attempts that have ended, in milliseconds. */
const cpuOf = ({ id }: Pick<LockedJob, 'id'>): Prisma.Sql => Prisma.sql`
  SELECT COALESCE(round(1000 * sum(cpu_seconds)), 0)::bigint AS ms FROM task JOIN attempt ON attempt.task_id = task.id
  WHERE task.job_id = ${id}::uuid`;

/**
 * Counts what a job has stored and computed when it ends, whether it completed or not. `replacedBytes`: objects of earlier jobs that were
 * discarded. They count until they are deleted.
 */
export const countJob = async ({ sql }: Transaction, job: LockedJob, replacedBytes = 0): Promise<void> => {
  const replaced = Prisma.sql`${replacedBytes}::bigint`;
  const change = countUsage(
    {
      organizationId: Prisma.sql`organization_id`,
      ...{ reason: 'jobEnded', reference: Prisma.sql`id || '/' || generation` },
      output_bytes: Prisma.sql`after - before + ${replaced}`,
      cpu_ms: Prisma.sql`cpu`,
    },
    Prisma.sql`FROM seen WHERE after <> before OR cpu > 0 OR ${replaced} > 0`,
  );
  await sql.$executeRaw`
    WITH object AS (
      SELECT key, media_object.size_bytes FROM job JOIN media_object ON job_id = job.id
      WHERE video_id = ${job.videoId}::uuid AND replaced_at IS NULL
      UNION SELECT key, size_bytes FROM job JOIN output ON job_id = job.id
      WHERE job.video_id = ${job.videoId}::uuid AND replaced_at IS NULL AND key IS NOT NULL),
    seen AS MATERIALIZED (
      SELECT job.id, video_id, video.organization_id, generation, video.output_bytes AS before,
        (SELECT COALESCE(sum(size_bytes), 0)::bigint FROM object) AS after, GREATEST(0, spent.ms - counted_cpu_ms) AS cpu, spent.ms
      FROM job JOIN video ON video.id = video_id, (${cpuOf(job)}) AS spent WHERE job.id = ${job.id}::uuid),
    ${change},
    counted_video AS (UPDATE video SET output_bytes = after FROM seen, entry WHERE video.id = seen.video_id),
    counted_job AS (UPDATE job SET counted_cpu_ms = ms FROM seen, entry WHERE job.id = seen.id)
    SELECT`;
};

/** Before a job continues: attempts that were counted can have been pruned since, so that the sum starts lower. */
export const recountCpu = async ({ sql }: Transaction, job: LockedJob): Promise<void> => {
  await sql.$executeRaw`UPDATE job SET counted_cpu_ms = ms FROM (${cpuOf(job)}) AS spent WHERE id = ${job.id}::uuid`;
};

/** Releases what a video has stored, before its rows are deleted. Its month's usage stays. */
export const releaseVideo = async ({ sql }: Transaction, job: LockedJob): Promise<void> => {
  const folder = storageKeys.mediaOf(job.videoId);
  const change = countUsage(
    {
      organizationId: Prisma.sql`video.organization_id`,
      ...{ reason: 'videoDeleted', reference: Prisma.sql`video.id` },
      source_bytes: Prisma.sql`-source_size_bytes`,
      output_bytes: Prisma.sql`-output_bytes - (SELECT COALESCE(sum(size_bytes), 0)::bigint FROM replaced)`,
      video_count: Prisma.sql`-1`,
      cpu_ms: Prisma.sql`GREATEST(0, spent.ms - counted_cpu_ms)`,
    },
    Prisma.sql`FROM video JOIN job ON job.id = ${job.id}::uuid, (${cpuOf(job)}) AS spent WHERE video.id = ${job.videoId}::uuid`,
  );
  // Replaced outputs, too: they are deleted with the others.
  await sql.$executeRaw`
    WITH replaced AS MATERIALIZED (
      SELECT id, size_bytes FROM garbage
      WHERE prefix ~>=~ ${folder} AND prefix ~<~ ${`${folder}~`} AND size_bytes IS NOT NULL FOR UPDATE),
    released AS (UPDATE garbage SET size_bytes = NULL FROM replaced WHERE garbage.id = replaced.id),
    ${change} SELECT`;
};
