import { type Actor, AppError, type OrganizationId, tagKey } from '@media/core';
import { recordAudit } from './audit-entries.js';
import { Prisma } from './generated/client.js';
import { NOT_PREPARED } from './statement-names.js';
import type { Database, Transaction } from './transaction.js';

export type TagRow = { key: string; name: string; videoCount: number };

/** A renamed tag, with the number of its videos. `isMerged`: the organization had a tag of the new name already. */
export type RenamedTag = Pick<TagRow, 'name' | 'videoCount'> & { isMerged: boolean };

/** Videos changed in one transaction: workers that process one of them wait for it. */
const BATCH = 1_000;

export const tagRepository = ({ sql }: Database) => ({
  /** Tags by key, after a key. */
  list: async (organizationId: OrganizationId, limit: number, afterKey?: string): Promise<TagRow[]> => {
    const where = { organizationId, ...(afterKey !== undefined && { key: { gt: afterKey } }) };
    return sql.tag.findMany({ where, orderBy: { key: 'asc' }, take: limit });
  },
});
export type Tags = ReturnType<typeof tagRepository>;

/**
 * Changes of a tag in all videos that have it. A thousand videos are changed in one transaction with the entry of the audit log; the
 * others follow in transactions of their own. If that is interrupted, they still have the old tag, and the command can be repeated.
 */
export const tagCommands = ({ sql, transaction }: Database) => {
  const changeAll = async (change: (tx: Transaction) => Promise<number>, first: typeof change): Promise<void> => {
    let changed = await transaction(first);
    while (changed === BATCH) changed = await transaction(change);
  };

  return {
    /** The new name can be that of another tag, or the same in another case. @throws AppError TAG_NOT_FOUND */
    rename: async (actor: Actor, name: string, to: string): Promise<RenamedTag> => {
      const { organizationId } = actor;
      const [from, key] = [tagKey(name), tagKey(to)];
      let isMerged = false;
      const change = (tx: Transaction) => renameBatch(tx, organizationId, { from, key, to });
      await changeAll(change, async (tx) => {
        const tag = await findTag(tx, organizationId, from);
        const { count } = await tx.sql.tag.updateMany({ where: { organizationId, key }, data: { name: to } });
        isMerged = from !== key && count > 0;
        const metadata = { from: tag.name, to, videos: tag.videoCount };
        await recordAudit(tx, actor, { action: 'tag.renamed', targets: [], metadata });
        return change(tx);
      });
      const row = await sql.tag.findUnique({ where: { organizationId_key: { organizationId, key } } });
      return { name: to, videoCount: row?.videoCount ?? 0, isMerged };
    },

    /** Removes the tag from all videos. @throws AppError TAG_NOT_FOUND */
    remove: async (actor: Actor, name: string): Promise<void> => {
      const { organizationId } = actor;
      const key = tagKey(name);
      const change = (tx: Transaction) => removeBatch(tx, organizationId, key);
      await changeAll(change, async (tx) => {
        const tag = await findTag(tx, organizationId, key);
        const metadata = { name: tag.name, videos: tag.videoCount };
        await recordAudit(tx, actor, { action: 'tag.deleted', targets: [], metadata });
        return change(tx);
      });
    },
  };
};
export type TagCommands = ReturnType<typeof tagCommands>;

const findTag = async ({ sql }: Transaction, organizationId: OrganizationId, key: string): Promise<TagRow> => {
  const tag = await sql.tag.findUnique({ where: { organizationId_key: { organizationId, key } } });
  if (!tag) throw new AppError('TAG_NOT_FOUND', { key });
  return tag;
};

/** Replaces the tags of up to `BATCH` videos. Returns how many. `kept`: a query of the new tags of a video, with place, key and name. */
const changeBatch = (
  { sql }: Transaction,
  organizationId: OrganizationId,
  { where, kept }: { where: Prisma.Sql; kept: Prisma.Sql },
): Promise<number> => sql.$executeRaw`${NOT_PREPARED}
  WITH changed AS MATERIALIZED (
    SELECT id FROM video WHERE organization_id = ${organizationId}::uuid AND ${where} ORDER BY id LIMIT ${BATCH} FOR NO KEY UPDATE)
  UPDATE video SET (tags, tag_keys) = (
    SELECT COALESCE(array_agg(name ORDER BY place), '{}'), COALESCE(array_agg(key ORDER BY place), '{}') FROM (${kept}) AS kept)
  FROM changed WHERE video.id = changed.id`;

const TAGS = Prisma.sql`unnest(tag_keys, tags) WITH ORDINALITY AS tag (key, name, place)`;

type Renaming = { from: string; key: string; to: string };

/** Videos with the new tag in another spelling are changed, too. */
const renameBatch = (tx: Transaction, organizationId: OrganizationId, { from, key, to }: Renaming): Promise<number> => {
  const both = [...new Set([from, key])];
  const isAffected = Prisma.sql`key = ANY(${both}::text[])`;
  return changeBatch(tx, organizationId, {
    where: Prisma.sql`tag_keys && ${both}::text[] AND (NOT tags @> ARRAY[${to}] OR ${from} <> ${key} AND tag_keys @> ARRAY[${from}])`,
    kept: Prisma.sql`
      SELECT min(place) AS place, CASE WHEN ${isAffected} THEN ${key} ELSE key END AS key,
        min(CASE WHEN ${isAffected} THEN ${to} ELSE name END) AS name FROM ${TAGS} GROUP BY 2`,
  });
};

const removeBatch = (tx: Transaction, organizationId: OrganizationId, key: string): Promise<number> =>
  changeBatch(tx, organizationId, {
    where: Prisma.sql`tag_keys @> ARRAY[${key}]`,
    kept: Prisma.sql`SELECT place, key, name FROM ${TAGS} WHERE key <> ${key}`,
  });
