import {
  type JobId,
  kindsWithMedia,
  type MediaObject,
  type MediaSegment,
  type OrganizationId,
  type OutputKind,
  REPLACED_OUTPUT_RETENTION_MS,
} from '@media/core';
import type { ClaimedTask } from './claims.js';
import { discard } from './garbage.js';
import type { Prisma } from './generated/client.js';
import { markPlayable } from './job-endings.js';
import { type JobMedia, readJobMedia } from './job-media.js';
import type { LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import type { Database, Transaction } from './transaction.js';

export type NewOutput = { kind: OutputKind; name: string; contentType: string; key?: string; sizeBytes?: number };

/** Names the objects that a try of a task made; those of an earlier try of the same task are no longer named. */
export const addMediaObjects = async (
  tx: Transaction,
  task: Pick<ClaimedTask, 'id' | 'organizationId' | 'jobId' | 'epoch'>,
  objects: readonly MediaObject[],
): Promise<void> => {
  const { id: taskId, organizationId, jobId, epoch } = task;
  await letGoOfObjects(tx, { taskId });
  const data = objects.map((object) => ({ ...object, id: newId(), taskId, organizationId, jobId, epoch }));
  await tx.sql.mediaObject.createMany({ data: data as unknown as Prisma.MediaObjectCreateManyInput[] });
};

/**
 * Names some objects no longer. Players may still use URLs to what they have read of. What an earlier job of the video has
 * made, and names itself, stays: it goes with that job.
 */
export const letGoOfObjects = async (tx: Transaction, where: Prisma.MediaObjectWhereInput): Promise<void> => {
  const rows = await tx.sql.mediaObject.findMany({ where, select: { key: true, job: { select: { videoId: true } } } });
  const [first] = rows;
  if (!first) return;
  await tx.sql.mediaObject.deleteMany({ where });
  const keys = rows.map(({ key }) => key);
  const others = await tx.sql.mediaObject.findMany({
    where: { job: { videoId: first.job.videoId }, key: { in: keys } },
    select: { key: true },
  });
  const named = new Set(others.map(({ key }) => key));
  await discard(
    tx,
    keys.filter((key) => !named.has(key)),
    REPLACED_OUTPUT_RETENTION_MS,
  );
};

/** Names things to download or play. They show once the job is the published one. */
export const addOutputs = async (
  { sql }: Transaction,
  job: LockedJob,
  outputs: readonly NewOutput[],
): Promise<void> => {
  const { id: jobId, organizationId, videoId } = job;
  for (const output of outputs) {
    const where = { jobId_kind_name: { jobId, kind: output.kind, name: output.name } };
    const data = { ...output, organizationId, videoId, jobId };
    await sql.output.upsert({ where, create: { ...data, id: newId() }, update: data });
  }
};

/** The bitrates that were measured take the place of the planned ceilings. */
export const setRenditionBitrates = async (
  { sql }: Transaction,
  jobId: JobId,
  bitratesBps: readonly number[],
): Promise<void> => {
  for (const [index, bitrateBps] of bitratesBps.entries()) {
    await sql.rendition.updateMany({ where: { jobId, index }, data: { bitrateBps: Math.round(bitrateBps) } });
  }
};

/** Marks the video playable once the first piece of every rendition and every audio track is there. */
export const noteIfPlayable = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const where = { jobId: job.id };
  const renditions = await tx.sql.rendition.count({ where });
  const tracks = await tx.sql.task.count({ where: { ...where, kind: { in: kindsWithMedia('audio') } } });
  const firsts = await tx.sql.mediaObject.count({ where: { ...where, chunkIndex: 0 } });
  if (firsts > 0 && firsts === renditions + tracks) await markPlayable(tx, job);
};

/** A rendition's or an audio track's place in the plan. */
export type Track = Pick<MediaObject, 'kind' | 'trackIndex'>;

export const mediaRepository = ({ sql }: Database) => ({
  /** The objects of a job, or of one track of it, by track and time. */
  objectsOf: async (organizationId: OrganizationId, jobId: JobId, track?: Track): Promise<MediaObject[]> => {
    const orderBy = [{ kind: 'asc' as const }, { trackIndex: 'asc' as const }, { chunkIndex: 'asc' as const }];
    const rows = await sql.mediaObject.findMany({ where: { ...track, organizationId, jobId }, orderBy });
    return rows.map((row) => ({ ...row, sizeBytes: Number(row.sizeBytes), segments: row.segments as MediaSegment[] }));
  },

  /** All that a job has stored, each with the task that made it. */
  ofJob: (organizationId: OrganizationId, jobId: JobId): Promise<JobMedia> =>
    readJobMedia({ sql }, organizationId, jobId),
});
export type MediaRows = ReturnType<typeof mediaRepository>;
