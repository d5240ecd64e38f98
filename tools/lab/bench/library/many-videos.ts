import type { OrganizationId } from '@media/core';
import type { Database } from '@media/database';

/**
 * Fills an organization with completed videos: one per minute, of 1 s to 2 h, mostly short; a tenth has the tag `common`, and one in a
 * thousand `rare`. References are correct by construction, so they aren't checked. Triggers run, as for any other writer.
 */
export const addVideos = async ({ sql }: Database, organizationId: OrganizationId, count: number): Promise<void> => {
  const tags = `array_remove(ARRAY[CASE WHEN n % 10 = 0 THEN 'common' END, CASE WHEN n % 1000 = 0 THEN 'rare' END], NULL)`;
  const durationMs = `(1000 + 7199000 * power((n * 7919 % 100003) / 100003.0, 4))::int`;
  const inserts = [
    `CREATE TEMP TABLE made ON COMMIT DROP AS
     SELECT n, uuidv7() AS video_id, uuidv7() AS job_id, ${tags} AS tags, ${durationMs} AS duration_ms FROM generate_series(1, ${count}) AS n`,
    `INSERT INTO video (id, organization_id, title, status, source_key, source_etag, source_size_bytes, source_file_name, current_job_id,
       published_job_id, tags, tag_keys, created_at)
     SELECT video_id, '${organizationId}', 'Holiday ' || n, 'completed', 'k', 'e', n, 'IMG_' || n || '.mov', job_id, job_id, tags, tags,
       now() - n * interval '1 minute' FROM made`,
    // The trigger takes it from the probe, which lists don't need.
    `UPDATE video SET duration_ms = made.duration_ms FROM made WHERE id = video_id`,
    `INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, finished_at)
     SELECT job_id, '${organizationId}', video_id, 1, 'completed', 'stream', '{}', now() FROM made`,
  ];
  await sql.$transaction(
    async (tx) => {
      await tx.$executeRawUnsafe('SET LOCAL statement_timeout = 0');
      for (const insert of inserts) await tx.$executeRawUnsafe(insert);
    },
    { timeout: 600_000 },
  );
  await sql.$executeRawUnsafe('VACUUM ANALYZE video');
  await sql.$executeRawUnsafe('VACUUM ANALYZE job');
};
