import type { OrganizationId, VideoId } from '@media/core';
import { databaseNow } from './database-now.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database, Transaction } from './transaction.js';

/** What happened to a video: the number of its last milestone, or that it is gone. */
export type Change = { organizationId: OrganizationId; videoId: VideoId; lastSeq: number | undefined };
/** All that changed, and the database's time to ask from next. */
export type Changes = { asOf: Date; changes: Change[] };

/**
 * A milestone bears the time at which its transaction began and is seen when that ends: within 30 s, the longest that a
 * transaction may take. Who asks from a moment on is told from this much earlier, so that none falls between two questions.
 */
const OVERLAP_MS = 60_000;
/** How long a follower may be away and still be told what was deleted meanwhile. */
export const DELETED_KEPT_MS = 7 * 24 * 3_600_000;

/** Remembers a video for followers who do not hear of its end. */
export const noteDeleted = async ({ sql }: Transaction, organizationId: OrganizationId, id: VideoId): Promise<void> => {
  await sql.$executeRaw`INSERT INTO deleted_video (video_id, organization_id) VALUES (${id}::uuid, ${organizationId}::uuid)`;
};

type Row = { organization_id: OrganizationId; video_id: VideoId; seq: number | null };

export const changeRepository = ({ sql }: Database) => ({
  now: (): Promise<Date> => databaseNow({ sql }),

  /** What changed in these organizations from `since` (or a minute ago) on. Tells again what happened shortly before. */
  since: async (organizationIds: readonly OrganizationId[], since?: Date): Promise<Changes> => {
    const asOf = await databaseNow({ sql });
    const from = new Date((since ?? asOf).getTime() - OVERLAP_MS);
    const ids = [...organizationIds];
    const rows = await sql.$queryRaw<Row[]>`
      SELECT organization_id, video_id, max(seq) AS seq FROM event
      WHERE organization_id = ANY(${ids}::uuid[]) AND created_at > ${from} GROUP BY organization_id, video_id
      UNION ALL SELECT organization_id, video_id, NULL FROM deleted_video
      WHERE organization_id = ANY(${ids}::uuid[]) AND deleted_at > ${from}`;
    const changes = rows.map((row) => ({
      ...{ organizationId: row.organization_id, videoId: row.video_id },
      lastSeq: row.seq ?? undefined,
    }));
    return { asOf, changes };
  },

  /** Forgets a batch of what was deleted long ago. Returns how many. */
  prune: (): Promise<number> =>
    pruneBatch(
      { sql },
      { table: 'deleted_video', where: isOlder('deleted_at', DELETED_KEPT_MS), orderBy: 'deleted_at' },
    ),
});
export type ChangeRows = ReturnType<typeof changeRepository>;
