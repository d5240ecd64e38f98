import type { OrganizationId, VideoId, VideoStatus, Visibility } from '@media/core';
import { Prisma } from './generated/client.js';
import { isDue, isPresent } from './present-videos.js';
import { searchPatterns } from './search-patterns.js';
import { NOT_PREPARED } from './statement-names.js';
import type { Database } from './transaction.js';

/** Sort orders of video lists. */
export type VideoOrder = 'newest' | 'oldest' | 'title' | 'largest' | 'smallest' | 'longest' | 'shortest' | 'trashed';

/** A position in a sorted list: the sort key as text, and the video's id as a tie-breaker. */
export type VideoPosition = { key: string; id: VideoId };

export type VideoListQuery = {
  limit: number;
  /** Defaults to `newest`. */
  order?: VideoOrder;
  status?: VideoStatus;
  visibility?: Visibility;
  /** Words that the title, file name, description or tags contain, in any order. */
  text?: string;
  /** Both inclusive. Videos whose duration isn't known yet have none. */
  minDurationMs?: number;
  maxDurationMs?: number;
  /** From `createdAfter` on, until before `createdBefore`. */
  createdAfter?: Date;
  createdBefore?: Date;
  recipeName?: string;
  /** The keys of tags (tagKey in core), all of which the videos must have. */
  tagKeys?: readonly string[];
  /** Only videos in the trash that were moved there less than `keptMs` ago. Without it, only videos outside. */
  trash?: { keptMs: number };
  /** Only this one, if it matches. */
  id?: VideoId;
  /** The last item of the previous page. */
  after?: VideoPosition;
};

type Order = { column: Prisma.Sql; isDescending: boolean; parse: (key: string) => Prisma.Sql };

// Ignores case, and normalizes composed and decomposed letters (as in macOS file names).
const folded = (text: Prisma.Sql): Prisma.Sql => Prisma.sql`lower(normalize(${text}))`;

const asTime = (key: string): Prisma.Sql => Prisma.sql`${key}::timestamptz`;
const asNumber = (key: string): Prisma.Sql => Prisma.sql`${key}::bigint`;

const ORDERS: Record<VideoOrder, Order> = {
  newest: { column: Prisma.sql`created_at`, isDescending: true, parse: asTime },
  oldest: { column: Prisma.sql`created_at`, isDescending: false, parse: asTime },
  title: {
    column: folded(Prisma.sql`title`),
    isDescending: false,
    parse: (key) => folded(Prisma.sql`${key}::text`),
  },
  largest: { column: Prisma.sql`source_size_bytes`, isDescending: true, parse: asNumber },
  smallest: { column: Prisma.sql`source_size_bytes`, isDescending: false, parse: asNumber },
  longest: { column: Prisma.sql`duration_ms`, isDescending: true, parse: asNumber },
  shortest: { column: Prisma.sql`duration_ms`, isDescending: false, parse: asNumber },
  trashed: { column: Prisma.sql`trashed_at`, isDescending: true, parse: asTime },
};

const contains = (pattern: string): Prisma.Sql => Prisma.sql`search_text LIKE search_form(${pattern}::text)`;

/** The conditions of a text. */
const matches = (text: string): Prisma.Sql[] => {
  const patterns = searchPatterns(text);
  return patterns.length > 0 ? patterns.map(contains) : [Prisma.sql`false`];
};

const hasTags = (keys: readonly string[]): Prisma.Sql => Prisma.sql`tag_keys @> ${[...keys]}::text[]`;

/** Outside the trash, or in it. */
const inPlace = (trash: VideoListQuery['trash']): Prisma.Sql =>
  trash ? Prisma.sql`video.trashed_at IS NOT NULL AND NOT ${isDue(trash.keptMs)}` : isPresent;

/** Up to this many candidates are read and sorted; with more, the list is scanned in order. */
const FEW = 500;

/** The conditions that can be rare, so that they are looked up on their own. Times aren't when the order is by time. */
const selective = (query: VideoListQuery): Prisma.Sql[] => [
  ...ofWords(query),
  ...durations(query),
  ...rareTimes(query),
];

const ofWords = ({ text, tagKeys }: VideoListQuery): Prisma.Sql[] => [
  ...(text ? matches(text) : []),
  ...(tagKeys ? [hasTags(tagKeys)] : []),
];

const rareTimes = (query: VideoListQuery): Prisma.Sql[] => (isByTime(query) ? [] : times(query));

const isByTime = ({ order = 'newest' }: Pick<VideoListQuery, 'order'>): boolean =>
  order === 'newest' || order === 'oldest';

type Durations = Pick<VideoListQuery, 'minDurationMs' | 'maxDurationMs'>;
const durations = ({ minDurationMs, maxDurationMs }: Durations): Prisma.Sql[] => {
  if (minDurationMs === undefined && maxDurationMs === undefined) return [];
  const known = Prisma.sql`duration_ms >= ${Math.max(1, minDurationMs ?? 0)}`;
  return maxDurationMs === undefined ? [known] : [known, Prisma.sql`duration_ms <= ${maxDurationMs}`];
};

type Times = Pick<VideoListQuery, 'createdAfter' | 'createdBefore'>;
const times = ({ createdAfter, createdBefore }: Times): Prisma.Sql[] => [
  ...(createdAfter ? [Prisma.sql`created_at >= ${createdAfter}`] : []),
  ...(createdBefore ? [Prisma.sql`created_at < ${createdBefore}`] : []),
];

/** The column of a range that is all there is to look up: its index has the first rows of the range at once, however many there are. */
const rangeColumn = (query: VideoListQuery): Prisma.Sql | undefined => {
  const [hasDurations, hasTimes] = [durations(query).length > 0, rareTimes(query).length > 0];
  if (ofWords(query).length > 0 || hasDurations === hasTimes) return undefined;
  return hasDurations ? Prisma.sql`duration_ms` : Prisma.sql`created_at`;
};

/**
 * The videos that match what can be rare (a text, tags, a range, a recipe), or undefined if there are many. A separate query: combined
 * with an order and a limit, the planner scans the whole library when it misjudges a rare match as common. A materialized CTE is planned
 * as if all rows were needed, but executed only as far as necessary.
 */
const fewCandidates = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  query: VideoListQuery,
): Promise<VideoId[] | undefined> => {
  const found = selective(query);
  if (found.length === 0 && !query.recipeName) return undefined;
  const owned = Prisma.sql`organization_id = ${organizationId}::uuid`;
  const candidates =
    found.length > 0
      ? Prisma.sql`SELECT id FROM video WHERE ${Prisma.join([owned, inPlace(query.trash), ...found], ' AND ')}`
      : Prisma.sql`SELECT video_id AS id FROM job WHERE ${owned} AND recipe_name = ${query.recipeName}`;
  const range = rangeColumn(query);
  const rows = range
    ? await sql.$queryRaw<{ id: VideoId }[]>`${NOT_PREPARED} ${candidates} ORDER BY ${range} LIMIT ${FEW + 1}`
    : await sql.$queryRaw<{ id: VideoId }[]>`${NOT_PREPARED}
        WITH candidate AS MATERIALIZED (${candidates}) SELECT id FROM candidate LIMIT ${FEW + 1}`;
  return rows.length > FEW ? undefined : rows.map(({ id }) => id);
};

const conditions = (
  organizationId: OrganizationId,
  query: VideoListQuery,
  candidates: readonly VideoId[] | undefined,
): Prisma.Sql[] => {
  const { order = 'newest', id, status, visibility, recipeName, trash, after } = query;
  const { column, isDescending, parse } = ORDERS[order];
  const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return [
    Prisma.sql`organization_id = ${organizationId}::uuid`,
    inPlace(trash),
    id && Prisma.sql`video.id = ${id}::uuid`,
    status && Prisma.sql`status = ${status}::video_status`,
    visibility && Prisma.sql`visibility = ${visibility}::visibility`,
    candidates && Prisma.sql`video.id = ANY(${candidates}::uuid[])`,
    ...selective(query),
    ...(isByTime(query) ? times(query) : []),
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
