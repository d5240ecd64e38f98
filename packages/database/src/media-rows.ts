import {
  type FrameSize,
  type JobId,
  kindsWithMedia,
  type MediaObject,
  type MediaSegment,
  type OrganizationId,
  type OutputKind,
  type PublishedText,
  REPLACED_OUTPUT_RETENTION_MS,
  type VideoId,
} from '@media/core';
import type { ClaimedTask } from './claimed-task.js';
import { discard } from './garbage.js';
import type { Prisma } from './generated/client.js';
import { markPlayable } from './job-endings.js';
import { type JobMedia, readJobMedia } from './job-media.js';
import type { LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import { PRESENT } from './present-videos.js';
import type { Database, Transaction } from './transaction.js';

export type NewOutput = { kind: OutputKind; name: string; contentType: string; key?: string; sizeBytes?: number };

/** Adds the objects that an attempt made, in place of those of earlier attempts of the task. */
export const addMediaObjects = async (
  tx: Transaction,
  task: Pick<ClaimedTask, 'id' | 'organizationId' | 'jobId' | 'epoch'>,
  objects: readonly MediaObject[],
): Promise<void> => {
  const { id: taskId, organizationId, jobId, epoch } = task;
  await discardObjects(tx, { taskId });
  const data = objects.map((object) => ({ ...object, id: newId(), taskId, organizationId, jobId, epoch }));
  await tx.sql.mediaObject.createMany({ data: data as Prisma.MediaObjectCreateManyInput[] });
};

/**
 * Deletes the rows of some objects, and discards the objects after a delay, because players may still have URLs. Objects
 * that another job of the video also references are kept: they are deleted with that job.
 */
export const discardObjects = async (tx: Transaction, where: Prisma.MediaObjectWhereInput): Promise<void> => {
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

/** Adds outputs. Images of a first job are visible right away, everything else once the job is published. */
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

/** Sets the text tracks of a job that are ready. */
export const setTexts = async (
  { sql }: Transaction,
  { id }: Pick<LockedJob, 'id'>,
  texts: readonly PublishedText[],
): Promise<void> => {
  await sql.job.update({ where: { id }, data: { texts: [...texts] } });
};

/** Replaces the planned maximum bitrates with the measured ones. */
export const setRenditionBitrates = async (
  { sql }: Transaction,
  jobId: JobId,
  bitratesBps: readonly number[],
): Promise<void> => {
  for (const [index, bitrateBps] of bitratesBps.entries()) {
    await sql.rendition.updateMany({ where: { jobId, index }, data: { bitrateBps: Math.round(bitrateBps) } });
  }
};

/** Marks the video playable once every rendition and audio track has its first piece. */
export const markIfPlayable = async (tx: Transaction, job: LockedJob): Promise<void> => {
  const where = { jobId: job.id };
  const renditions = await tx.sql.rendition.count({ where });
  const tracks = await tx.sql.task.count({ where: { ...where, kind: { in: kindsWithMedia('audio') } } });
  const firsts = await tx.sql.mediaObject.count({ where: { ...where, chunkIndex: 0 } });
  if (firsts > 0 && firsts === renditions + tracks) await markPlayable(tx, job);
};

const toObject = (row: Prisma.MediaObjectGetPayload<object>): MediaObject => ({
  ...row,
  sizeBytes: Number(row.sizeBytes),
  segments: row.segments as MediaSegment[],
});

export type PublishedVideo = { size: FrameSize; objects: MediaObject[] };

/** A rendition or audio track, by its index in the plan. */
export type Track = Pick<MediaObject, 'kind' | 'trackIndex'>;

export const mediaRepository = ({ sql }: Database) => ({
  /** The objects of a job, or of one of its tracks, by track and time. */
  objectsOf: async (organizationId: OrganizationId, jobId: JobId, track?: Track): Promise<MediaObject[]> => {
    const orderBy = [{ kind: 'asc' as const }, { trackIndex: 'asc' as const }, { chunkIndex: 'asc' as const }];
    const rows = await sql.mediaObject.findMany({ where: { ...track, organizationId, jobId }, orderBy });
    return rows.map(toObject);
  },

  /** The text tracks of a job that are ready. */
  textsOf: async (organizationId: OrganizationId, jobId: JobId): Promise<PublishedText[]> => {
    const job = await sql.job.findFirst({ where: { id: jobId, organizationId }, select: { texts: true } });
    return (job?.texts ?? []) as PublishedText[];
  },

  /** The largest rendition of a video's published result, with its objects; undefined without video. */
  publishedVideo: async (organizationId: OrganizationId, id: VideoId): Promise<PublishedVideo | undefined> => {
    const video = await sql.video.findFirst({
      where: { ...PRESENT, id, organizationId },
      select: { publishedJobId: true },
    });
    const jobId = (video?.publishedJobId ?? null) as JobId | null;
    const rendition = jobId && (await sql.rendition.findFirst({ where: { jobId, organizationId, index: 0 } }));
    if (!jobId || !rendition) return undefined;
    const { width, height } = rendition;
    const rows = await sql.mediaObject.findMany({
      where: { jobId, organizationId, kind: 'video', trackIndex: 0 },
      orderBy: { chunkIndex: 'asc' },
    });
    return { size: { width, height }, objects: rows.map(toObject) };
  },

  /** Everything a job has stored, with the task that made it. */
  ofJob: (organizationId: OrganizationId, jobId: JobId): Promise<JobMedia> =>
    readJobMedia({ sql }, organizationId, jobId),
});
export type MediaRows = ReturnType<typeof mediaRepository>;
