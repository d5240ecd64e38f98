import type { OrganizationId, VideoId, VideoStatus, Visibility } from '@media/core';
import { Prisma } from './generated/client.js';
import { isDue, isPresent } from './present-videos.js';
import { NOT_PREPARED } from './statement-names.js';
import type { Database } from './transaction.js';

/** Sort orders of video lists. */
export type VideoOrder = 'newest' | 'oldest' | 'title' | 'largest' | 'trashed';

/** A position in a sorted list: the sort key as text, and the video's id as a tie-breaker. */
export type VideoPosition = { key: string; id: VideoId };

export type VideoListQuery = {
  limit: number;
  /** Defaults to `newest`. */
  order?: VideoOrder;
  status?: VideoStatus;
  visibility?: Visibility;
  /** Substring of the title or the file name, case-insensitive. */
  text?: string;
  recipeName?: string;
  /** The keys of tags (tagKey in core), all of which the videos must have. */
  tagKeys?: readonly string[];
  /** Only videos in the trash that were moved there less than `keptMs` ago. Without it, only videos outside. */
  trash?: { keptMs: number };
  /** The last item of the previous page. */
  after?: VideoPosition;
};

type Order = { column: Prisma.Sql; isDescending: boolean; parse: (key: string) => Prisma.Sql };

// Ignores case, and normalizes composed and decomposed letters (as in macOS file names).
const folded = (text: Prisma.Sql): Prisma.Sql => Prisma.sql`lower(normalize(${text}))`;

const ORDERS: Record<VideoOrder, Order> = {
  newest: {
    column: Prisma.sql`created_at`,
    isDescending: true,
    parse: (key) => Prisma.sql`${key}::timestamptz`,
  },
  oldest: {
    column: Prisma.sql`created_at`,
    isDescending: false,
    parse: (key) => Prisma.sql`${key}::timestamptz`,
  },
  title: {
    column: folded(Prisma.sql`title`),
    isDescending: false,
    parse: (key) => folded(Prisma.sql`${key}::text`),
  },
  largest: {
    column: Prisma.sql`source_size_bytes`,
    isDescending: true,
    parse: (key) => Prisma.sql`${key}::bigint`,
  },
  trashed: {
    column: Prisma.sql`trashed_at`,
    isDescending: true,
    parse: (key) => Prisma.sql`${key}::timestamptz`,
  },
};

// The expression of the trigram index (indexes.sql).
const NAMES = folded(Prisma.sql`title || E'\n' || source_file_name`);

/** Escapes `%`, `_` and `\`. */
const namesContain = (text: string): Prisma.Sql => {
  const pattern = `%${text.replace(/[%_\\]/g, '\\$&')}%`;
  return Prisma.sql`${NAMES} LIKE ${folded(Prisma.sql`${pattern}::text`)}`;
};

const hasTags = (keys: readonly string[]): Prisma.Sql => Prisma.sql`tag_keys @> ${[...keys]}::text[]`;

/** Outside the trash, or in it. */
const inPlace = (trash: VideoListQuery['trash']): Prisma.Sql =>
  trash ? Prisma.sql`video.trashed_at IS NOT NULL AND NOT ${isDue(trash.keptMs)}` : isPresent;

/** Up to this many candidates are read and sorted; with more, the list is scanned in order. */
const FEW = 500;

/**
 * The videos that match a text, tags or a recipe, or undefined if there are many. A separate query: combined with an order and a
 * limit, the planner scans the whole library when it misjudges a rare match as common. A materialized CTE is planned as if
 * all rows were needed, but executed only as far as necessary.
 */
const fewCandidates = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  { text, tagKeys, recipeName, trash }: VideoListQuery,
): Promise<VideoId[] | undefined> => {
  if (!(text || tagKeys || recipeName)) return undefined;
  const owned = Prisma.sql`organization_id = ${organizationId}::uuid`;
  const filters = [
    owned,
    inPlace(trash),
    ...(text ? [namesContain(text)] : []),
    ...(tagKeys ? [hasTags(tagKeys)] : []),
  ];
  const candidates =
    text || tagKeys
      ? Prisma.sql`SELECT id FROM video WHERE ${Prisma.join(filters, ' AND ')}`
      : Prisma.sql`SELECT video_id AS id FROM job WHERE ${owned} AND recipe_name = ${recipeName}`;
  const rows = await sql.$queryRaw<{ id: VideoId }[]>`${NOT_PREPARED}
    WITH candidate AS MATERIALIZED (${candidates}) SELECT id FROM candidate LIMIT ${FEW + 1}`;
  return rows.length > FEW ? undefined : rows.map(({ id }) => id);
};

const conditions = (
  organizationId: OrganizationId,
  query: VideoListQuery,
  candidates: readonly VideoId[] | undefined,
): Prisma.Sql[] => {
  const { order = 'newest', status, visibility, text, tagKeys, recipeName, trash, after } = query;
  const { column, isDescending, parse } = ORDERS[order];
  const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return [
    Prisma.sql`organization_id = ${organizationId}::uuid`,
    inPlace(trash),
    status && Prisma.sql`status = ${status}::video_status`,
    visibility && Prisma.sql`visibility = ${visibility}::visibility`,
    candidates && Prisma.sql`video.id = ANY(${candidates}::uuid[])`,
    text && namesContain(text),
    tagKeys && hasTags(tagKeys),
    recipeName && Prisma.sql`EXISTS (SELECT 1 FROM job WHERE job.id = current_job_id AND recipe_name = ${recipeName})`,
    after && Prisma.sql`(${column}, video.id) ${comparison} (${parse(after.key)}, ${after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
};

/**
 * The ids of a page of videos. Keyset pagination, so that no video is skipped or repeated while others are added or
 * deleted.
 */
export const findVideos = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  query: VideoListQuery,
): Promise<VideoId[]> => {
  const { column, isDescending } = ORDERS[query.order ?? 'newest'];
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const candidates = await fewCandidates({ sql }, organizationId, query);
  const rows = await sql.$queryRaw<{ id: VideoId }[]>`${NOT_PREPARED}
    SELECT video.id FROM video WHERE ${Prisma.join(conditions(organizationId, query, candidates), ' AND ')}
    ORDER BY ${column} ${direction}, video.id ${direction} LIMIT ${query.limit}`;
  return rows.map(({ id }) => id);
};
