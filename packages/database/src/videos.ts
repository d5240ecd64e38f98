import {
  type Actor,
  AppError,
  FETCH_WEIGHT,
  type OrganizationId,
  PROBE_WEIGHT,
  type Priority,
  type Recipe,
  UNPLANNED_CPU_SECONDS,
  type VideoId,
} from '@media/core';
import { recordAudit } from './audit-entries.js';
import { countVideo } from './count-video.js';
import { appendEvent } from './events.js';
import { findVideos, type VideoListQuery } from './find-videos.js';
import type { Prisma } from './generated/client.js';
import { addTasks, advanceJob } from './job-graph.js';
import type { LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import { isPresent, PRESENT } from './present-videos.js';
import { tagColumns } from './tag-columns.js';
import type { Database, Transaction } from './transaction.js';
import { toVideo, type Video, type VideoDetails, type VideoRow, withDetails } from './video-details.js';
import { VIDEO_STATE, type VideoState } from './video-state.js';

export type NewVideo = Pick<Video, 'id' | 'organizationId' | 'title' | 'metadata' | 'source'> & {
  description?: string;
  tags?: readonly string[];
  priority?: Priority;
  /** Trace context of the request that creates it. */
  traceparent?: string;
};

/** Creates a video, its first job and the job's first tasks. */
export const createVideo = async (tx: Transaction, actor: Actor, video: NewVideo, recipe: Recipe): Promise<void> => {
  const { source, traceparent, tags = [], ...rest } = video;
  await tx.sql.video.create({
    data: {
      ...rest,
      ...(await tagColumns(tx, video.organizationId, tags)),
      sourceKey: source.key,
      sourceEtag: source.etag,
      sourceSizeBytes: source.sizeBytes,
      sourceFileName: source.fileName,
    },
  });
  await createJob(tx, video, { recipe, number: 1, traceparent });
  const { organizationId, id: videoId } = video;
  const data = { status: 'queued', progress: 0 } as const;
  await appendEvent(tx, { organizationId, videoId }, { type: 'video.created', data, actor });
  await countVideo(tx, videoId);
  const targets = [{ type: 'video', id: videoId, name: video.title } as const];
  const metadata = { fileName: source.fileName, sizeBytes: source.sizeBytes, recipe: recipe.name };
  await recordAudit(tx, actor, { action: 'video.created', targets, metadata });
};

export type NewJob = {
  recipe: Recipe;
  number: number;
  /** Trace context of the request that creates it. */
  traceparent: string | null | undefined;
};

/** Adds a job to a video and makes it the current one. */
export const createJob = async (
  tx: Transaction,
  { id: videoId, organizationId }: Pick<Video, 'id' | 'organizationId'>,
  { recipe, number, traceparent = null }: NewJob,
): Promise<void> => {
  const id = newId<'JobId'>();
  const recipeJson = recipe as Prisma.InputJsonObject;
  const data = { id, organizationId, videoId, number, traceparent, recipeName: recipe.name, recipe: recipeJson };
  const job = (await tx.sql.job.create({ data })) as unknown as LockedJob;
  await tx.sql.video.update({ where: { id: videoId, organizationId }, data: { currentJobId: id } });
  await addTasks(tx, job, [
    { kind: 'fetch', name: 'fetch', index: 0, weight: FETCH_WEIGHT, estimatedCpuSeconds: UNPLANNED_CPU_SECONDS },
    { kind: 'probe', name: 'probe', index: 0, weight: PROBE_WEIGHT, estimatedCpuSeconds: UNPLANNED_CPU_SECONDS },
  ]);
  await advanceJob(tx, job);
};

/** A page of videos. `hasMore` comes from the ids found, so a video deleted in between doesn't end the list. */
const listVideos = async (
  sql: Database['sql'],
  organizationId: OrganizationId,
  query: VideoListQuery,
): Promise<{ videos: VideoDetails[]; hasMore: boolean }> => {
  // Finds one more than requested, to know whether there is a next page.
  const found = await findVideos({ sql }, organizationId, { ...query, limit: query.limit + 1 });
  const ids = found.slice(0, query.limit);
  const shown = query.trash ? {} : PRESENT;
  const rows = await sql.video.findMany({ where: { ...shown, organizationId, id: { in: ids } } });
  const positions = new Map(ids.map((id, place) => [id, place]));
  const positionOf = ({ id }: VideoRow): number => positions.get(id as VideoId) ?? 0;
  const videos = await withDetails(
    sql,
    rows.toSorted((a, b) => positionOf(a) - positionOf(b)),
  );
  return { videos, hasMore: found.length > query.limit };
};

export const videoRepository = ({ sql }: Database) => ({
  /** @throws AppError VIDEO_NOT_FOUND, also for another organization's video */
  get: async (organizationId: OrganizationId, id: VideoId): Promise<Video> => {
    const row = await sql.video.findFirst({ where: { ...PRESENT, id, organizationId } });
    if (!row) throw new AppError('VIDEO_NOT_FOUND', { id });
    return toVideo(row);
  },

  /** @throws AppError VIDEO_NOT_FOUND */
  details: async (organizationId: OrganizationId, id: VideoId): Promise<VideoDetails> => {
    const row = await sql.video.findFirst({ where: { ...PRESENT, id, organizationId } });
    if (!row) throw new AppError('VIDEO_NOT_FOUND', { id });
    const [details] = await withDetails(sql, [row]);
    if (!details) throw new AppError('VIDEO_NOT_FOUND', { id });
    return details;
  },

  /** A video in the trash. @throws AppError VIDEO_NOT_FOUND, also if it is due */
  trashed: async (organizationId: OrganizationId, id: VideoId, keptMs: number): Promise<VideoDetails> => {
    const { videos } = await listVideos(sql, organizationId, { limit: 1, id, trash: { keptMs } });
    if (!videos[0]) throw new AppError('VIDEO_NOT_FOUND', { id });
    return videos[0];
  },

  list: (organizationId: OrganizationId, query: VideoListQuery) => listVideos(sql, organizationId, query),

  /** The states of the videos that exist. */
  states: (organizationId: OrganizationId, ids: readonly VideoId[]): Promise<VideoState[]> =>
    findStates(sql, organizationId, ids),

  /** A page of the states of unfinished videos; `afterId` is the last id of the previous page. */
  unfinished: async (organizationId: OrganizationId, limit: number, afterId?: VideoId): Promise<VideoState[]> => {
    const rows = await sql.$queryRaw<{ id: VideoId }[]>`
      SELECT id FROM video WHERE organization_id = ${organizationId}::uuid AND ${isPresent} AND status IN ('queued', 'processing')
        AND id > ${afterId ?? LOWEST_ID}::uuid ORDER BY id LIMIT ${limit}`;
    return findStates(
      sql,
      organizationId,
      rows.map(({ id }) => id),
    );
  },
});
export type Videos = ReturnType<typeof videoRepository>;

const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

const findStates = async (
  sql: Database['sql'],
  organizationId: OrganizationId,
  ids: readonly VideoId[],
): Promise<VideoState[]> => {
  const where = { ...PRESENT, organizationId, id: { in: [...ids] } };
  const rows = await sql.video.findMany({ where, select: VIDEO_STATE, orderBy: { id: 'asc' } });
  return rows as VideoState[];
};
