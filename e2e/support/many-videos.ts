import { runSql } from './product-database.ts';

/**
 * Inserts completed videos straight into the database: uploading as many would take minutes. Video `n` of `Clip 0001` and so on lasts `n`
 * seconds; every 50th has the tag Sea, every third Rome, and every 100th has failed.
 */
export const insertVideos = async (organizationId: string, count: number): Promise<void> => {
  await runSql(
    `WITH numbered AS (
       SELECT n, uuidv7() AS video_id, uuidv7() AS job_id, n % 50 = 0 AS is_sea, n % 3 = 0 AS is_rome FROM generate_series(1, $2::int) AS n),
     jobs AS (
       INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, plan_version, finished_at)
       SELECT job_id, $1::uuid, video_id, 1, 'completed', 'stream', '{}', 1, now() FROM numbered),
     tagged AS (
       SELECT *, array_remove(ARRAY[CASE WHEN is_sea THEN 'Sea' END, CASE WHEN is_rome THEN 'Rome' END], NULL) AS tags FROM numbered)
     INSERT INTO video (id, organization_id, title, status, error_code, source_key, source_etag, source_size_bytes, source_file_name,
       current_job_id, tags, tag_keys, created_at, probe)
     SELECT video_id, $1::uuid, 'Clip ' || lpad(n::text, 4, '0'), (CASE WHEN n % 100 = 0 THEN 'failed' ELSE 'completed' END)::video_status,
       CASE WHEN n % 100 = 0 THEN 'SOURCE_NOT_MEDIA' END, 'sources/' || video_id, 'e', n * 1000, 'IMG_' || n || '.mp4', job_id,
       tags, ARRAY(SELECT lower(tag) FROM unnest(tags) AS tag), now() - ($2::int - n) * interval '1 minute', NULL
     FROM tagged`,
    [organizationId, String(count)],
  );
  await runSql(`UPDATE video SET duration_ms = substring(title FROM 6)::int * 1000 WHERE organization_id = $1::uuid`, [
    organizationId,
  ]);
};
