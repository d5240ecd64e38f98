import type { OrganizationId, Priority, TaskKind } from '@media/core';
import { wake } from './dispatch-flows.js';
import type { Fleet } from './fleet.js';
import { Prisma } from './generated/client.js';
import type { Database } from './transaction.js';

/** Organizations per step, so that many of them don't delay the tasks that are chosen in between. */
const PAGE = 1_000;

type Cursor = { id: OrganizationId; priority: Priority };
type Page = { found: number; last: Cursor | null };

/**
 * Makes the flows of all organizations with queued tasks eligible, in steps. The place where the next step continues is kept in
 * memory: a dispatcher that takes over starts from the beginning.
 */
export const createFlowScan = (database: Database, fleet: Fleet) => {
  let isRequested = false;
  /** The kinds that this scan hasn't finished; the first one continues after the cursor. */
  let kinds: TaskKind[] = [];
  let after: Cursor | undefined;
  return {
    request: (): void => {
      isRequested = true;
    },
    isUnfinished: (): boolean => isRequested || kinds.length > 0,
    /** Continues the current scan, or starts the requested one. True if it has ended. */
    step: async (): Promise<boolean> => {
      if (kinds.length === 0 && isRequested) {
        kinds = [...fleet.kinds];
        isRequested = false;
      }
      for (let left = PAGE; left > 0 && kinds[0]; ) {
        const { found, last } = await wakePage(database, fleet, { kind: kinds[0], after, limit: left });
        const isDone = found < left;
        after = isDone || !last ? undefined : last;
        if (isDone) kinds.shift();
        left -= found;
      }
      return kinds.length === 0;
    },
  };
};

type PageOf = { kind: TaskKind; after: Cursor | undefined; limit: number };

/** Costs a few index lookups per organization and priority. */
const wakePage = async (database: Database, fleet: Fleet, { kind, after, limit }: PageOf): Promise<Page> => {
  const [page] = await wake<Page>(
    database,
    fleet,
    Prisma.sql`SELECT kind.kind, kind.queue, priority, id FROM kind CROSS JOIN LATERAL (${withQueued(kind, after)}) AS queued
      WHERE kind.kind = ${kind}::task_kind LIMIT ${limit}`,
    Prisma.sql`SELECT count(*)::int AS found, (SELECT jsonb_build_object('id', id, 'priority', priority) FROM asked
      ORDER BY id DESC, priority DESC LIMIT 1) AS last FROM asked`,
  );
  if (!page) throw new Error('no page');
  return page;
};

/** PostgreSQL has no skip scan for DISTINCT, so each step looks up the next priority or organization. */
const withQueued = (kind: TaskKind, after: Cursor | undefined): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE next AS (
    (${firstQueued(kind, after ? Prisma.sql`(${after.id}::uuid, ${after.priority}::priority)` : undefined)})
    UNION ALL
    SELECT later.* FROM next CROSS JOIN LATERAL (${firstQueued(kind, Prisma.sql`(next.id, next.priority)`)}) AS later)
  SELECT * FROM next`;

const firstQueued = (kind: TaskKind, after: Prisma.Sql | undefined): Prisma.Sql => Prisma.sql`
  SELECT organization_id AS id, video_priority AS priority FROM task WHERE task.kind = ${kind}::task_kind AND status = 'queued'
    ${after ? Prisma.sql`AND (organization_id, video_priority) > ${after}` : Prisma.empty}
  ORDER BY organization_id, video_priority LIMIT 1`;
