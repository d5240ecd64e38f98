import { Prisma } from './generated/client.js';

/** Why a usage entry exists. Its reference names what changed. */
export type UsageReason =
  /** By upload. */
  | 'uploadCreated'
  | 'uploadAborted'
  | 'uploadExpired'
  /** Its picture becomes a poster. */
  | 'pictureChosen'
  /** By video. */
  | 'videoCreated'
  | 'sourceProbed'
  | 'videoDeleted'
  /** By job and generation of the video. */
  | 'jobEnded'
  /** By job of a poster. */
  | 'posterDropped'
  /** By row of `garbage`: replaced outputs. */
  | 'outputsDeleted'
  /** By organization: what existed before usage was counted. */
  | 'counted'
  /** By a new id. */
  | 'corrected';

/** The first day (UTC) of the month of a time, by default of now. */
export const monthOf = (time = Prisma.sql`now()`): Prisma.Sql =>
  Prisma.sql`date_trunc('month', ${time} AT TIME ZONE 'UTC')::date`;

const STORED = ['reserved_bytes', 'source_bytes', 'output_bytes', 'video_count'] as const;
const MONTHLY = ['uploaded_bytes', 'source_ms', 'cpu_ms'] as const;
type Amount = (typeof STORED)[number] | (typeof MONTHLY)[number];

const AMOUNTS = Prisma.raw([...STORED, ...MONTHLY].join(', '));

/** A change as SQL expressions. Missing amounts are 0; amounts that are released are negative. */
export type UsageChange = {
  organizationId: Prisma.Sql;
  reason: UsageReason;
  reference: Prisma.Sql;
  month?: Prisma.Sql;
} & { [Name in Amount]?: Prisma.Sql };

const ZERO = Prisma.sql`0`;
const amountsOf = (change: UsageChange): Prisma.Sql =>
  Prisma.join([...STORED, ...MONTHLY].map((name) => change[name] ?? ZERO));

/** The value of a monthly column after a change: it starts again in a new month, and late changes of an earlier month don't count. */
const monthly = (name: string): Prisma.Sql => {
  const column = Prisma.raw(name);
  return Prisma.sql`CASE WHEN counter.month = excluded.month THEN counter.${column} + excluded.${column}
    WHEN counter.month < excluded.month THEN excluded.${column} ELSE counter.${column} END`;
};

const stored = (name: string): Prisma.Sql => {
  const column = Prisma.raw(name);
  return Prisma.sql`counter.${column} + excluded.${column}`;
};

const set = (name: string, value: Prisma.Sql): Prisma.Sql => Prisma.sql`${Prisma.raw(name)} = ${value}`;

const ADD = Prisma.sql`ON CONFLICT (organization_id) DO UPDATE SET month = GREATEST(counter.month, excluded.month), ${Prisma.join(
  [...STORED.map((name) => set(name, stored(name))), ...MONTHLY.map((name) => set(name, monthly(name)))],
)}`;

/** Inserts entries and doesn't count those that exist. */
const insertEntry = (change: UsageChange, from: Prisma.Sql): Prisma.Sql => Prisma.sql`
  INSERT INTO usage_entry (organization_id, reason, reference, month, ${AMOUNTS})
  SELECT ${change.organizationId}, ${change.reason}, ${change.reference}::text, ${change.month ?? monthOf()}, ${amountsOf(change)}
  ${from} ON CONFLICT (reason, reference) DO NOTHING`;

/**
 * SQL for the CTEs `entry` and `counted`, which add an entry and change the organization's counters with it. `from`: the rest of the query
 * that the expressions come from, which can yield no row, but not several of one organization. Locks the counters until the transaction
 * ends, so it belongs at its end. Nothing else is locked while one waits for them, so there are no deadlocks.
 */
export const countUsage = (change: UsageChange, from: Prisma.Sql): Prisma.Sql => Prisma.sql`
  entry AS (${insertEntry(change, from)} RETURNING *),
  counted AS (
    INSERT INTO usage_counter AS counter (organization_id, month, ${AMOUNTS}) SELECT organization_id, month, ${AMOUNTS} FROM entry ${ADD})`;

/** What limits bound: the value after the change, the requested amount, and the column of `quota` with the limit. */
const BOUNDS: readonly { by: Amount; after: Prisma.Sql; limit: Prisma.Sql }[] = [
  {
    by: 'reserved_bytes',
    after: Prisma.sql`counter.reserved_bytes + counter.source_bytes + counter.output_bytes + excluded.reserved_bytes`,
    limit: Prisma.sql`storage_bytes`,
  },
  { by: 'uploaded_bytes', after: monthly('uploaded_bytes'), limit: Prisma.sql`upload_bytes` },
  { by: 'source_ms', after: monthly('source_ms'), limit: Prisma.sql`source_ms` },
];

/**
 * Like `countUsage`, with the CTE `quota` (usage-limits.ts), but only if the change stays within the limits: otherwise `counted` is empty.
 * The counters are compared after they are locked, so concurrent changes can't exceed a limit together.
 */
export const countWithinLimits = (change: UsageChange, quota: Prisma.Sql): Prisma.Sql => {
  const bounds = BOUNDS.filter(({ by }) => change[by]);
  const allowed = (amountOf: (bound: (typeof BOUNDS)[number]) => Prisma.Sql): Prisma.Sql =>
    Prisma.join(
      bounds.map((bound) => Prisma.sql`COALESCE(${amountOf(bound)} <= quota.${bound.limit}, true)`),
      ' AND ',
    );
  return Prisma.sql`
    quota AS MATERIALIZED (${quota}),
    counted AS (
      INSERT INTO usage_counter AS counter (organization_id, month, ${AMOUNTS})
      SELECT ${change.organizationId}, ${monthOf()}, ${amountsOf(change)} FROM quota
      WHERE ${allowed(({ by }) => change[by] ?? ZERO)}
      ${ADD} WHERE (SELECT ${allowed(({ after }) => after)} FROM quota) RETURNING organization_id),
    entry AS (${insertEntry(change, Prisma.sql`FROM counted`)})`;
};
