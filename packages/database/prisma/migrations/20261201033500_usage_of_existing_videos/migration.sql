-- no-transaction
-- A thousand videos at a time, because running workers need their rows. No line ends in a semicolon, which would end the statement.
DO $$ DECLARE last UUID := '00000000-0000-0000-0000-000000000000'; batch UUID[]; BEGIN LOOP
  SELECT array_agg(id ORDER BY id) INTO batch FROM (SELECT id FROM video WHERE id > last ORDER BY id LIMIT 1000) AS next; EXIT WHEN batch IS NULL
  ; UPDATE video SET output_bytes = stored.bytes FROM (
    SELECT video_id, sum(size_bytes)::bigint AS bytes FROM (
      SELECT video_id, key, media_object.size_bytes FROM job JOIN media_object ON job_id = job.id
      WHERE video_id = ANY(batch) AND replaced_at IS NULL
      UNION SELECT job.video_id, key, size_bytes FROM job JOIN output ON job_id = job.id
      WHERE job.video_id = ANY(batch) AND replaced_at IS NULL AND key IS NOT NULL) AS object
    GROUP BY video_id) AS stored
  WHERE video.id = stored.video_id
  ; UPDATE job SET counted_cpu_ms = spent.ms FROM (
    SELECT job_id, round(1000 * sum(cpu_seconds))::bigint AS ms FROM task JOIN attempt ON task_id = task.id
    WHERE video_id = ANY(batch) AND cpu_seconds IS NOT NULL GROUP BY job_id) AS spent
  WHERE job.id = spent.job_id AND job.status IN ('completed', 'failed', 'cancelled')
  -- Each source counts once. The month of older ones doesn't matter.
  ; INSERT INTO usage_entry (organization_id, reason, reference, month, source_ms)
  SELECT organization_id, 'sourceProbed', id, date_trunc('month', created_at AT TIME ZONE 'UTC')::date,
    COALESCE(round((probe ->> 'durationMs')::numeric)::bigint, 0)
  FROM video WHERE id = ANY(batch) AND jsonb_typeof(probe) = 'object' ON CONFLICT (reason, reference) DO NOTHING
  ; last := batch[cardinality(batch)]; COMMIT; END LOOP; END $$;

-- What exists, and what was uploaded and computed this month.
INSERT INTO usage_entry (organization_id, reason, reference, month, reserved_bytes, source_bytes, output_bytes, video_count, uploaded_bytes, cpu_ms)
SELECT id, 'counted', id, date_trunc('month', now() AT TIME ZONE 'UTC')::date, reserved, sources, outputs, videos, uploaded, cpu
FROM organization,
  LATERAL (SELECT
    COALESCE(sum(size_bytes) FILTER (WHERE status IN ('waiting', 'uploading', 'completing')), 0) AS reserved,
    COALESCE(sum(size_bytes) FILTER (WHERE status NOT IN ('aborted', 'expired')
      AND created_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'), 0) AS uploaded
    FROM upload WHERE upload.organization_id = organization.id) AS upload,
  LATERAL (SELECT COALESCE(sum(source_size_bytes), 0) AS sources, COALESCE(sum(output_bytes), 0) AS outputs, count(*) AS videos
    FROM video WHERE video.organization_id = organization.id) AS video,
  LATERAL (SELECT COALESCE(sum(counted_cpu_ms), 0) AS cpu FROM job JOIN video ON video.id = video_id
    WHERE video.organization_id = organization.id
      AND finished_at >= date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AS spent
ON CONFLICT (reason, reference) DO NOTHING;

INSERT INTO usage_counter (organization_id, month, reserved_bytes, source_bytes, output_bytes, video_count, uploaded_bytes, source_ms, cpu_ms)
SELECT organization_id, this_month, sum(reserved_bytes), sum(source_bytes), sum(output_bytes), sum(video_count),
  COALESCE(sum(uploaded_bytes) FILTER (WHERE month = this_month), 0), COALESCE(sum(source_ms) FILTER (WHERE month = this_month), 0),
  COALESCE(sum(cpu_ms) FILTER (WHERE month = this_month), 0)
FROM usage_entry, (SELECT date_trunc('month', now() AT TIME ZONE 'UTC')::date AS this_month) AS now
GROUP BY organization_id, this_month ON CONFLICT (organization_id) DO NOTHING;
