import {
  type Chapter,
  effectivePriority,
  isImage,
  type JobId,
  type OrganizationId,
  type OutputId,
  type Priority,
  type PublishedText,
  type SourceProbe,
  type StoredOutputKind,
  type Visibility,
} from '@media/core';
import type { Prisma, RenditionStatus } from './generated/client.js';
import { findQueuePlaces, type QueueOwner, type QueuePlace } from './queue-places.js';
import type { Database } from './transaction.js';
import type { VideoState } from './video-state.js';

export type Video = VideoState & {
  organizationId: OrganizationId;
  title: string;
  description: string;
  visibility: Visibility;
  tags: string[];
  metadata: Record<string, string>;
  source: { key: string; etag: string; sizeBytes: number; fileName: string };
  probe: SourceProbe | null;
  /** 0 until it is probed. */
  durationMs: number;
  publishedJobId: JobId | null;
  createdAt: Date;
  updatedAt: Date;
  completedAt: Date | null;
  /** Null unless it is in the trash. */
  trashedAt: Date | null;
};

export type RenditionRow = {
  index: number;
  name: string;
  width: number;
  height: number;
  videoCodec: string;
  bitrateBps: number;
  status: RenditionStatus;
};

export type OutputRow = {
  id: OutputId;
  kind: StoredOutputKind;
  name: string;
  key: string | null;
  sizeBytes: number | null;
  contentType: string;
};

/**
 * A video with the recipe of its current job and the outputs, renditions, text tracks, chapters and warnings of the published one.
 * Until a job is published, all of them but playlists and downloads are those of the current job.
 */
export type VideoDetails = Video & {
  recipeName: string;
  renditions: RenditionRow[];
  outputs: OutputRow[];
  texts: PublishedText[];
  chapters: Chapter[];
  /** Codes may be unknown to this release. */
  warnings: { code: string }[];
  /** Null until the source is probed. Reasons may be unknown to this release. */
  nonStandard: string[] | null;
  /** The effective one: what it asks for, up to the organization's own. */
  priority: Priority;
  /** Undefined unless it waits. */
  queue: QueuePlace | undefined;
};

export type VideoRow = Prisma.VideoGetPayload<object>;

/** Without what only usage and lists need. */
export const toVideo = ({ outputBytes: _counted, tagKeys: _keys, durationMs, ...row }: VideoRow): Video => ({
  ...(row as unknown as Video),
  durationMs: Number(durationMs),
  metadata: row.metadata as Record<string, string>,
  source: {
    key: row.sourceKey,
    etag: row.sourceEtag,
    sizeBytes: Number(row.sourceSizeBytes),
    fileName: row.sourceFileName,
  },
  probe: row.probe as SourceProbe | null,
});

/** Adds what jobs and the queue know about videos of one organization. */
export const withDetails = async (sql: Database['sql'], rows: readonly VideoRow[]): Promise<VideoDetails[]> => {
  const [first] = rows;
  if (!first) return [];
  const [jobs, owner] = await Promise.all([findJobs(sql, rows), findOwner(sql, first)]);
  const places = await findQueuePlaces({ sql }, owner, unfinishedJobs(rows));
  return rows.map((row) => {
    const current = jobs.find(({ id }) => id === row.currentJobId);
    const published = jobs.find(({ id }) => id === row.publishedJobId);
    const images = current?.outputs.filter(({ kind }) => isImage(kind)) ?? [];
    const outputs = (published?.outputs ?? images).map((output) => ({
      ...output,
      id: output.id as OutputId,
      sizeBytes: output.sizeBytes === null ? null : Number(output.sizeBytes),
    }));
    const {
      renditions = [],
      warnings = [],
      nonStandard = null,
      texts = [],
      chapters = [],
    } = published ?? current ?? {};
    const shown = {
      ...{ renditions, outputs, warnings: warnings as { code: string }[], nonStandard: nonStandard as string[] | null },
      ...{ texts: texts as PublishedText[], chapters: chapters as Chapter[] },
    };
    const waits = {
      priority: effectivePriority(row.priority, owner.priority),
      queue: places.get(row.currentJobId as JobId),
    };
    return { ...toVideo(row), recipeName: current?.recipeName ?? '', ...shown, ...waits };
  });
};

const findJobs = (sql: Database['sql'], rows: readonly VideoRow[]) => {
  const ids = rows.flatMap(({ currentJobId, publishedJobId }) => [currentJobId, publishedJobId]);
  return sql.job.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: {
      id: true,
      recipeName: true,
      warnings: true,
      nonStandard: true,
      texts: true,
      chapters: true,
      renditions: { orderBy: { index: 'asc' } },
      outputs: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
    },
  });
};

const findOwner = async (sql: Database['sql'], { organizationId }: VideoRow): Promise<QueueOwner> => {
  const select = { id: true, priority: true, weight: true, concurrentTasks: true } as const;
  const owner = await sql.organization.findUniqueOrThrow({ where: { id: organizationId }, select });
  return { ...owner, id: organizationId as OrganizationId };
};

const unfinishedJobs = (rows: readonly VideoRow[]): JobId[] =>
  rows
    .filter(({ status }) => status === 'queued' || status === 'processing')
    .flatMap(({ currentJobId }) => (currentJobId as JobId | null) ?? []);
