import type { OrganizationId, VideoId } from '@media/core';
import { databaseNow } from './database-now.js';
import { isOlder, pruneBatch } from './prune.js';
import type { Database } from './transaction.js';

/** A changed video: the number of its last event, undefined if it was deleted or is in the trash. */
export type Change = { organizationId: OrganizationId; videoId: VideoId; lastSeq: number | undefined };
/** The changes, and the database time to pass as `since` next. */
export type Changes = { asOf: Date; changes: Change[] };

/**
 * An event has the start time of its transaction but becomes visible at the commit, up to 30 s later. Queries therefore
 * overlap, so that no event falls between two of them.
 */
const OVERLAP_MS = 60_000;
/** How long a subscriber can be away and still learn what was deleted. */
export const DELETED_KEPT_MS = 7 * 24 * 3_600_000;

type Row = { organizationId: OrganizationId; videoId: VideoId; lastSeq: number; deleted: boolean };

export const changeRepository = ({ sql }: Database) => ({
  now: (): Promise<Date> => databaseNow({ sql }),

  /** Changes in these organizations since `since` (by default, now). Includes up to a minute of earlier changes. */
  since: async (organizationIds: readonly OrganizationId[], since?: Date): Promise<Changes> => {
    const asOf = await databaseNow({ sql });
    const from = new Date((since ?? asOf).getTime() - OVERLAP_MS);
    const ids = [...organizationIds];
    const rows = await sql.$queryRaw<Row[]>`
      SELECT organization_id AS "organizationId", video_id AS "videoId", max(seq) AS "lastSeq",
             bool_or(type = 'video.deleted')
               OR max(seq) FILTER (WHERE type = 'video.trashed') > COALESCE(max(seq) FILTER (WHERE type = 'video.restored'), 0)
               IS TRUE AS deleted FROM event
      WHERE organization_id = ANY(${ids}::uuid[]) AND created_at > ${from} AND video_id IS NOT NULL
      GROUP BY organization_id, video_id`;
    const changes = rows.map(({ lastSeq, deleted, ...video }) => ({
      ...video,
      lastSeq: deleted ? undefined : lastSeq,
    }));
    return { asOf, changes };
  },

  /** Deletes a batch of old rows, which only earlier releases read. Returns how many. */
  prune: (): Promise<number> =>
    pruneBatch(
      { sql },
      { table: 'deleted_video', where: isOlder('deleted_at', DELETED_KEPT_MS), orderBy: 'deleted_at' },
    ),
});
export type ChangeRows = ReturnType<typeof changeRepository>;
