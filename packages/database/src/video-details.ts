import {
  type Chapter,
  effectivePriority,
  isImage,
  type JobId,
  type OrganizationId,
  type OutputId,
  type PosterChoice,
  type PosterSource,
  type PosterStatus,
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

/** What the user has chosen. `outputs` contain the poster that is shown, which is an earlier one until this one is ready. */
export type PosterState = {
  kind: PosterChoice['kind'];
  atMs: number | null;
  status: PosterStatus;
  /** May be unknown to this release. */
  errorCode: string | null;
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
  poster: PosterState;
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
    const made = published?.outputs ?? images;
    const chosen = jobs.find(({ id }) => id === row.posterJobId)?.outputs ?? [];
    const others = chosen.length > 0 ? made.filter(({ kind }) => kind !== 'poster') : made;
    const outputs = [...others, ...chosen].map((output) => ({
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
    const poster = posterState(jobs.find(({ id }) => id === row.askedPosterJobId));
    const waits = {
      priority: effectivePriority(row.priority, owner.priority),
      queue: places.get(row.currentJobId as JobId),
    };
    return { ...toVideo(row), recipeName: current?.recipeName ?? '', ...shown, poster, ...waits };
  });
};

type AskedJob = Pick<Prisma.JobGetPayload<object>, 'poster' | 'status' | 'errorCode'>;

const posterState = (asked: AskedJob | undefined): PosterState => {
  if (!asked) return { kind: 'automatic', atMs: null, status: 'ready', errorCode: null };
  const source = asked.poster as PosterSource;
  const { status, errorCode } = asked;
  const atMs = source.kind === 'moment' ? source.atMs : null;
  const isPending = status === 'queued' || status === 'running';
  return {
    kind: source.kind,
    atMs,
    status: isPending ? 'pending' : status === 'completed' ? 'ready' : 'failed',
    errorCode,
  };
};

const findJobs = (sql: Database['sql'], rows: readonly VideoRow[]) => {
  const ids = rows.flatMap((row) => [row.currentJobId, row.publishedJobId, row.posterJobId, row.askedPosterJobId]);
  return sql.job.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: {
      id: true,
      recipeName: true,
      status: true,
      errorCode: true,
      poster: true,
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
