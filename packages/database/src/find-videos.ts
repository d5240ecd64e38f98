import type { OrganizationId, VideoId, VideoStatus } from '@media/core';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** What lists of videos can be sorted by. */
export type VideoOrder = 'newest' | 'oldest' | 'title' | 'largest';

/** A place in a sorted list: what its video is sorted by, as text, and the video itself, so that equals have an order, too. */
export type VideoPosition = { key: string; id: VideoId };

export type VideoListQuery = {
  limit: number;
  /** `newest` unless told. */
  order?: VideoOrder;
  status?: VideoStatus;
  /** Part of the title or of the file name, in any case. */
  text?: string;
  recipeName?: string;
  /** The last item of the page before. */
  after?: VideoPosition;
};

type Order = { column: Prisma.Sql; isDescending: boolean; parse: (key: string) => Prisma.Sql };

// Upper and lower case, and letters written with one sign or with two (file names of macOS), count as the same.
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
};

// Both names at once, as the trigram index has them (indexes.sql).
const NAMES = folded(Prisma.sql`title || E'\n' || source_file_name`);

/** `%`, `_` and `\` are escaped, so that they mean themselves. */
const namesContain = (text: string): Prisma.Sql => {
  const pattern = `%${text.replace(/[%_\\]/g, '\\$&')}%`;
  return Prisma.sql`${NAMES} LIKE ${folded(Prisma.sql`${pattern}::text`)}`;
};

/** So many candidates or fewer are read and sorted; of more, those that come first in the list are looked through. */
const FEW = 500;

/**
 * The videos that a text or a recipe leaves, or undefined when there are many. Asked for on its own: beside an order and a
 * limit, the planner reads the whole library for what is rare and it takes for common. A materialized query is planned as if
 * all its rows were wanted, and executed only as far as they are.
 */
const fewCandidates = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  { text, recipeName }: VideoListQuery,
): Promise<VideoId[] | undefined> => {
  const owned = Prisma.sql`organization_id = ${organizationId}::uuid`;
  const candidates = text
    ? Prisma.sql`SELECT id FROM video WHERE ${owned} AND ${namesContain(text)}`
    : Prisma.sql`SELECT video_id AS id FROM job WHERE ${owned} AND recipe_name = ${recipeName}`;
  const rows = await sql.$queryRaw<{ id: VideoId }[]>`
    WITH candidate AS MATERIALIZED (${candidates}) SELECT id FROM candidate LIMIT ${FEW + 1}`;
  return rows.length > FEW ? undefined : rows.map(({ id }) => id);
};

const conditions = (
  organizationId: OrganizationId,
  query: VideoListQuery,
  candidates: readonly VideoId[] | undefined,
): Prisma.Sql[] => {
  const { order = 'newest', status, text, recipeName, after } = query;
  const { column, isDescending, parse } = ORDERS[order];
  const comparison = isDescending ? Prisma.sql`<` : Prisma.sql`>`;
  return [
    Prisma.sql`organization_id = ${organizationId}::uuid`,
    status && Prisma.sql`status = ${status}::video_status`,
    candidates && Prisma.sql`video.id = ANY(${candidates}::uuid[])`,
    text && namesContain(text),
    recipeName && Prisma.sql`EXISTS (SELECT 1 FROM job WHERE job.id = current_job_id AND recipe_name = ${recipeName})`,
    after && Prisma.sql`(${column}, video.id) ${comparison} (${parse(after.key)}, ${after.id}::uuid)`,
  ].filter((condition) => typeof condition === 'object');
};

/**
 * The ids of a page of videos. Pages go on after a place and not after a number of items, so that no video is left out or
 * told twice while others come and go.
 */
export const findVideos = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  query: VideoListQuery,
): Promise<VideoId[]> => {
  const { column, isDescending } = ORDERS[query.order ?? 'newest'];
  const direction = isDescending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const candidates = query.text || query.recipeName ? await fewCandidates({ sql }, organizationId, query) : undefined;
  const rows = await sql.$queryRaw<{ id: VideoId }[]>`
    SELECT video.id FROM video WHERE ${Prisma.join(conditions(organizationId, query, candidates), ' AND ')}
    ORDER BY ${column} ${direction}, video.id ${direction} LIMIT ${query.limit}`;
  return rows.map(({ id }) => id);
};
