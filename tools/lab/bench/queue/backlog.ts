import type { OrganizationId } from '@media/core';
import { type Database, FLEET } from '@media/database';

const ORGANIZATIONS = 1_000;
/** The start of their ids, which are UUIDs of version 7 like those of the product: consumers reject others. */
const ORGANIZATION = '00000000-0000-7000-8000-';

/** The first organization of a backlog. */
export const FIRST_ORGANIZATION = `${ORGANIZATION}000000000001` as OrganizationId;

/**
 * Fills the tables with videos that wait for their first task, in up to 1,000 organizations. References are correct by construction, so
 * they aren't checked.
 */
export const addBacklog = async ({ sql }: Database, videos: number): Promise<void> => {
  const organizations = Math.min(ORGANIZATIONS, videos);
  await sql.$executeRaw`
    INSERT INTO organization (id, name) SELECT (${ORGANIZATION} || lpad(to_hex(n), 12, '0'))::uuid, 'o' FROM generate_series(1, ${organizations}::int) AS n`;
  const owner = `('${ORGANIZATION}' || lpad(to_hex(1 + n % ${organizations}), 12, '0'))::uuid`;
  const id = `('a0000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
  const series = `generate_series(1, ${videos}) AS n`;
  const inserts = [
    `INSERT INTO video (id, organization_id, title, source_key, source_etag, source_size_bytes, source_file_name, current_job_id)
     SELECT ${id}, ${owner}, 'v', 'k', 'e', 1, '10', ${id} FROM ${series}`,
    `INSERT INTO job (id, organization_id, video_id, number, recipe_name, recipe, plan_version)
     SELECT ${id}, ${owner}, ${id}, 1, 'stream', '{}', ${FLEET.planVersion} FROM ${series}`,
    `INSERT INTO task (id, organization_id, video_id, job_id, kind, name, status, weight, plan_version, job_created_at, available_at, rank_at)
     SELECT ${id}, ${owner}, ${id}, ${id}, 'fetch', 'fetch', 'queued', 400, ${FLEET.planVersion}, now(), 'epoch',
       now() + n * interval '1 millisecond' FROM ${series}`,
    'ANALYZE',
  ];
  await sql.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
      await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 0');
      for (const insert of inserts) await tx.$executeRawUnsafe(insert);
    },
    { timeout: 600_000 },
  );
};
