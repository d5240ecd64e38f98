import type { OrganizationId, VideoId } from '@media/core';
import { databaseNow } from './database-now.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

/** What happened to a video: the number of its last event, or that it is gone. */
export type Change = { organizationId: OrganizationId; videoId: VideoId; lastSeq: number | undefined };
/** All that changed, and the database's time to ask from next. */
export type Changes = { asOf: Date; changes: Change[] };

/**
 * An event bears the time at which its transaction began and is seen when that ends: within 30 s, the longest that a
 * transaction may take. Whoever asks from a moment on gets changes from this much earlier, so that none falls between two questions.
 */
const OVERLAP_MS = 60_000;
/** How long a follower may be away and still learn what was deleted meanwhile. */
export const DELETED_KEPT_MS = 7 * 24 * 3_600_000;

type Row = { organizationId: OrganizationId; videoId: VideoId; lastSeq: number; deleted: boolean };

export const changeRepository = ({ sql }: Database) => ({
  now: (): Promise<Date> => databaseNow({ sql }),

  /** What changed in these organizations from `since` (or a minute ago) on. Repeats what happened shortly before. */
  since: async (organizationIds: readonly OrganizationId[], since?: Date): Promise<Changes> => {
    const asOf = await databaseNow({ sql });
    const from = new Date((since ?? asOf).getTime() - OVERLAP_MS);
    const ids = [...organizationIds];
    const rows = await sql.$queryRaw<Row[]>`
      SELECT organization_id AS "organizationId", video_id AS "videoId", max(seq) AS "lastSeq",
             bool_or(type = 'video.deleted') AS deleted FROM event
      WHERE organization_id = ANY(${ids}::uuid[]) AND created_at > ${from} AND video_id IS NOT NULL
      GROUP BY organization_id, video_id`;
    const changes = rows.map(({ lastSeq, deleted, ...video }) => ({
      ...video,
      lastSeq: deleted ? undefined : lastSeq,
    }));
    return { asOf, changes };
  },

  /** Forgets a batch of what earlier releases look for, after as long as they do. Returns how many. */
  prune: (): Promise<number> =>
    pruneBatch(
      { sql },
      { table: 'deleted_video', where: isOlder('deleted_at', DELETED_KEPT_MS), orderBy: 'deleted_at' },
    ),
});
export type ChangeRows = ReturnType<typeof changeRepository>;
