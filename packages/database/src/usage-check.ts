import type { OrganizationId } from '@media/core';
import { Prisma } from './generated/client.js';
import { newId } from './new-id.js';
import type { Database } from './transaction.js';

/** An amount that is wrong. `entries`: the sum of the usage entries. `rows`: what the other tables say, if they can tell. */
export type UsageDifference = {
  organizationId: OrganizationId;
  amount: string;
  counter: bigint;
  entries: bigint;
  rows: bigint | null;
};

/** Compares what the counters, the usage entries and the tables of uploads, videos and garbage say. They always agree. */
export const usageCheck = ({ sql, transaction }: Database) => ({
  /** In one snapshot, so that changes during the check make no difference. Leaves out organizations that are being deleted. */
  differences: (): Promise<UsageDifference[]> => sql.$queryRaw<UsageDifference[]>`
    SELECT id AS "organizationId", amount, counter, entries, rows FROM (${amountsOf(Prisma.sql`deleted_at IS NULL`)}) AS compared
    WHERE counter <> entries OR entries <> rows ORDER BY id, amount`,

  /**
   * Adds an entry with the difference to the other tables, and sets the counters to the sums of the entries. Needed once after an upgrade
   * during which an earlier release created or deleted something.
   */
  repair: (id: OrganizationId): Promise<void> =>
    transaction(async (tx) => {
      await tx.sql.$executeRaw`
        INSERT INTO usage_counter (organization_id, month) VALUES (${id}::uuid, date_trunc('month', now() AT TIME ZONE 'UTC'))
        ON CONFLICT (organization_id) DO UPDATE SET month = usage_counter.month`;
      // Read after the lock, which every other change needs as well.
      await tx.sql.$executeRaw`
        WITH sums AS MATERIALIZED (
          SELECT amount, entries, COALESCE(rows, entries) - entries AS missing
          FROM (${amountsOf(Prisma.sql`organization.id = ${id}::uuid`)}) AS compared),
        corrected AS (
          INSERT INTO usage_entry (organization_id, reason, reference, month, reserved_bytes, source_bytes, output_bytes, video_count)
          SELECT ${id}::uuid, 'corrected', ${newId()}, date_trunc('month', now() AT TIME ZONE 'UTC'), ${missing('reserved_bytes')},
            ${missing('source_bytes')}, ${missing('output_bytes')}, ${missing('video_count')}
          WHERE EXISTS (SELECT FROM sums WHERE missing <> 0))
        UPDATE usage_counter SET ${Prisma.join(AMOUNTS.map((name) => Prisma.sql`${Prisma.raw(name)} = ${sumOf(name)}`))}
        WHERE organization_id = ${id}::uuid`;
    }),
});
export type UsageCheck = ReturnType<typeof usageCheck>;

const AMOUNTS = [
  ...['reserved_bytes', 'source_bytes', 'output_bytes', 'video_count'],
  ...['uploaded_bytes', 'source_ms', 'cpu_ms'],
];

const missing = (name: string): Prisma.Sql => Prisma.sql`(SELECT missing FROM sums WHERE amount = ${name})`;
const sumOf = (name: string): Prisma.Sql => Prisma.sql`(SELECT entries + missing FROM sums WHERE amount = ${name})`;

/** SQL for all amounts of organizations, one a row. */
const amountsOf = (where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT organization.id, amount, COALESCE(counter, 0)::bigint AS counter, COALESCE(entries, 0)::bigint AS entries, rows::bigint AS rows
  FROM organization LEFT JOIN usage_counter AS counters ON counters.organization_id = organization.id,
    LATERAL (SELECT sum(reserved_bytes) AS reserved, sum(source_bytes) AS sources, sum(output_bytes) AS outputs, sum(video_count) AS videos,
      sum(uploaded_bytes) FILTER (WHERE entry.month = counters.month) AS uploaded,
      sum(source_ms) FILTER (WHERE entry.month = counters.month) AS source_ms, sum(cpu_ms) FILTER (WHERE entry.month = counters.month) AS cpu_ms
      FROM usage_entry AS entry WHERE entry.organization_id = organization.id) AS entry,
    LATERAL (SELECT COALESCE(sum(size_bytes), 0) AS reserved FROM upload
      WHERE upload.organization_id = organization.id AND status IN ('waiting', 'uploading', 'completing')) AS unfinished,
    LATERAL (SELECT COALESCE(sum(source_size_bytes), 0) AS sources, COALESCE(sum(output_bytes), 0) AS outputs, count(*) AS videos
      FROM video WHERE video.organization_id = organization.id) AS present,
    LATERAL (SELECT COALESCE(sum(size_bytes), 0) AS outputs FROM garbage WHERE garbage.organization_id = organization.id) AS replaced,
    LATERAL (VALUES
      ('reserved_bytes', counters.reserved_bytes, entry.reserved, unfinished.reserved),
      ('source_bytes', counters.source_bytes, entry.sources, present.sources),
      ('output_bytes', counters.output_bytes, entry.outputs, present.outputs + replaced.outputs),
      ('video_count', counters.video_count, entry.videos, present.videos),
      ('uploaded_bytes', counters.uploaded_bytes, entry.uploaded, NULL),
      ('source_ms', counters.source_ms, entry.source_ms, NULL),
      ('cpu_ms', counters.cpu_ms, entry.cpu_ms, NULL)) AS compared (amount, counter, entries, rows)
  WHERE ${where}`;
