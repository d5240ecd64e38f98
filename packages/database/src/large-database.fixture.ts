import { createTestDatabase } from '@media/testkit';
import { Client } from 'pg';

export const ROWS = 100_000;

/** The id of row `n` of any table. */
export const idOf = (n: number): string => {
  const hex = n.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};
/** Owns all videos except every fiftieth, which belong to a small organization and are unfinished. */
export const LARGE_ORGANIZATION = idOf(1);
export const SMALL_ORGANIZATION = idOf(2);
/** Has read the older half of the events. */
export const CONSUMER = 'consumer';

const id = (n: string) => `lpad(to_hex(${n}), 32, '0')::uuid`;
const series = `generate_series(1, ${ROWS}) AS n`;
const organization = `CASE WHEN n % 50 = 3 THEN ${id('2')} ELSE ${id('1')} END`;
/** Most videos have one tag, and few have another one. */
const tags = `CASE WHEN n % 1000 = 1 THEN ARRAY['few', 'most'] ELSE ARRAY['most'] END`;
const minutesAgo = `now() - n * interval '1 minute'`;

// Row n of each table belongs to row n of the others. A tenth of them has ended.
const insertsOf = (isTrashed: string) => [
  `INSERT INTO organization (id, name) SELECT ${id('n')}, 'o' FROM generate_series(1, 2) AS n`,
  `INSERT INTO session (id, user_id, refresh_jti, expires_at)
   SELECT ${id('n')}, ${id('n')}, 'j', now() + interval '1 day' - n * interval '1 minute' FROM ${series}`,
  `INSERT INTO membership (organization_id, user_id, role) SELECT ${organization}, ${id('n')}, 'editor' FROM ${series}`,
  `INSERT INTO api_key (id, organization_id, created_by, name, hash, prefix, scopes)
   SELECT ${id('n')}, ${organization}, ${id('n')}, 'k', sha256(convert_to(n::text, 'UTF8')), 'mp_', '{video.read}' FROM ${series}`,
  `INSERT INTO share (id, organization_id, video_id, token_hash, sealed_token, allow_download, expires_at)
   SELECT ${id('n')}, ${organization}, ${id('n')}, sha256(convert_to(n::text, 'UTF8')), 's', false,
     CASE WHEN n % 10 = 0 THEN ${minutesAgo} END FROM ${series}`,
  `INSERT INTO upload (id, organization_id, actor_type, actor_id, video_id, status, strategy, file_name, size_bytes, content_type,
     part_size_bytes, part_count, object_key, expires_at, check_at)
   SELECT ${id('n')}, ${organization}, 'user', ${id('n')}, ${id('n')},
     (CASE WHEN n % 10 = 0 THEN 'completed' ELSE 'waiting' END)::upload_status, 'single', 'a.mp4', 1, 'video/mp4', 1, 1,
     'uploads/' || n, now(), ${minutesAgo} FROM ${series}`,
  `INSERT INTO video (id, organization_id, title, status, source_key, source_etag, source_size_bytes, source_file_name,
     current_job_id, published_job_id, event_seq, created_at, visibility, tags, tag_keys, search_text, duration_ms, trashed_at)
   SELECT ${id('n')}, ${organization}, 'clip ' || n, (CASE WHEN n % 10 = 0 THEN 'completed' ELSE 'queued' END)::video_status,
     'k', 'e', n, 'file ' || n || '.mp4', ${id('n')}, CASE WHEN n % 10 = 0 THEN ${id('n')} END, 1, ${minutesAgo},
     (CASE WHEN n % 100 = 0 THEN 'unlisted' ELSE 'private' END)::visibility, ${tags}, ${tags},
     ' ' || search_form('clip ' || n || ' file ' || n || '.mp4'), n * 100, CASE WHEN ${isTrashed} THEN ${minutesAgo} END
   FROM ${series}`,
  `INSERT INTO video_statistics (video_id, day, organization_id, plays, sessions, watched_ms, heat)
   SELECT ${id('n')}, now()::date - n % 1000, ${organization}, 1, 1, 1000, array_fill(1, ARRAY[100]) FROM ${series}`,
  `INSERT INTO tag (organization_id, key, name, video_count) SELECT ${id('n % 2 + 1')}, 'tag ' || n, 'tag ' || n, 1 FROM ${series}`,
  `INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, plan_hash, created_at, finished_at)
   SELECT ${id('n')}, ${organization}, ${id('n')}, 2, (CASE WHEN n % 10 = 0 THEN 'completed' ELSE 'running' END)::job_status,
     'stream', '{}', 'hash', ${minutesAgo}, CASE WHEN n % 10 = 0 THEN ${minutesAgo} END FROM ${series}`,
  `INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, plan_hash, created_at, finished_at, replaced_at)
   SELECT ${id(`n + ${ROWS}`)}, ${organization}, ${id('n')}, 1, 'completed', 'stream', '{}', 'hash', ${minutesAgo}, ${minutesAgo}, ${minutesAgo}
   FROM ${series} WHERE n % 10 = 0`,
  // Three kinds share a queue, so that a window is merged from several indexes.
  `INSERT INTO task (id, organization_id, video_id, job_id, kind, name, status, weight, available_at, job_created_at, lease_expires_at)
   SELECT ${id('n')}, ${organization}, ${id('n')}, ${id('n')},
     (ARRAY['encode', 'audio', 'images', 'fetch', 'verify'])[n % 5 + 1]::task_kind, 'a',
     (CASE WHEN n % 10 = 0 THEN 'completed' WHEN n % 1000 = 1 THEN 'running' WHEN n % 100 = 1 THEN 'retrying' ELSE 'queued' END)::task_status,
     1, CASE WHEN n % 100 = 1 THEN now() + n % 3000 * interval '1 second' ELSE 'epoch' END, ${minutesAgo},
     CASE WHEN n % 1000 = 1 THEN ${minutesAgo} END FROM ${series}`,
  `INSERT INTO attempt (task_id, epoch, number, worker, status, started_at, ended_at, log_tail, is_settled)
   SELECT ${id('n')}, 0, 1, 'w', (ARRAY['completed', 'failed', 'lost'])[n % 3 + 1]::attempt_status, ${minutesAgo}, ${minutesAgo}, 'log',
     n % 1000 <> 0
   FROM ${series}`,
  `INSERT INTO media_object (id, organization_id, job_id, task_id, epoch, kind, track_index, chunk_index, key, size_bytes,
     init_size, init_hash, codecs, timescale, segments, content_hash)
   SELECT ${id('n')}, ${organization}, ${id('n')}, ${id('n')}, 1, 'video', 0, 0, 'media/' || n, 1, 1, 'h', 'c', 1, '[]', 'h' FROM ${series}`,
  `INSERT INTO output (id, organization_id, video_id, job_id, kind, name, content_type)
   SELECT ${id('n')}, ${organization}, ${id('n')}, ${id('n')}, 'hls', 'hls', 't' FROM ${series}`,
  // Row 1 was written last, by the last of a hundred transactions.
  `INSERT INTO event (id, xid, video_id, seq, organization_id, type, data, created_at)
   SELECT ${ROWS + 1} - n, ((${ROWS} - n) / 1000)::text::xid8, ${id('n')}, 1, ${organization}, 'video.created',
     '{"status": "queued", "progress": 0}', ${minutesAgo} FROM ${series}`,
  `INSERT INTO deleted_video (video_id, organization_id, deleted_at) SELECT ${id(`n + ${ROWS}`)}, ${organization}, ${minutesAgo} FROM ${series}`,
  `INSERT INTO event_consumer (name, xid, event_id) VALUES ('${CONSUMER}', '50', 0)`,
  `INSERT INTO garbage (id, prefix, not_before, organization_id, size_bytes)
   SELECT ${id('n')}, 'media/' || ${id('n')} || '/a', ${minutesAgo}, ${organization}, 1 FROM ${series}`,
  `INSERT INTO usage_entry (organization_id, reason, reference, month) SELECT ${organization}, 'videoCreated', n::text, now() FROM ${series}`,
  `INSERT INTO audit_entry (id, organization_id, at, action, actor_type, actor_id, actor_name, targets, target_ids, metadata, refusal_key)
   SELECT ${id('n')}, ${organization}, ${minutesAgo}, (ARRAY['video.created', 'video.deleted', 'request.refused'])[n % 3 + 1], 'user',
     ${id('n % 100')}, 'a', jsonb_build_array(jsonb_build_object('type', 'video', 'id', ${id('n')}, 'name', 'v')), ARRAY[${id('n')}],
     '{"count": 1}', CASE WHEN n % 3 = 2 THEN n::text END FROM ${series}`,
  `INSERT INTO audit_erasure (user_id, deleted_at) SELECT ${id(`n + ${ROWS}`)}, ${minutesAgo} FROM generate_series(10, 20) AS n`,
  `INSERT INTO idempotency_key (organization_id, route, key, body_hash, reservation, created_at)
   SELECT ${organization}, 'r', n::text, 'h', ${id('n')}, ${minutesAgo} FROM ${series}`,
];

const SECONDARY_INDEXES = `
  SELECT indexrelid::regclass AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index JOIN pg_class ON oid = indrelid
  WHERE relnamespace = 'public'::regnamespace AND NOT indisprimary AND relname <> '_prisma_migrations'`;

/**
 * A database with 100,000 rows in each growing table, and statistics for the planner. Takes a few seconds. `isTrashed`: SQL for which
 * videos, by their number `n`, are in the trash.
 */
export const createLargeDatabase = async (isTrashed = 'false') => {
  const server = await createTestDatabase();
  const client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  // References are correct by construction; checking them, or maintaining indexes row by row, would double the time.
  await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB'`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(SECONDARY_INDEXES);
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  for (const insert of insertsOf(isTrashed)) await client.query(insert);
  for (const { definition } of indexes) await client.query(definition);
  await client.query(`SELECT setval('event_id_seq', ${ROWS})`);
  await client.query('ANALYZE');
  return {
    ...server,
    client,
    drop: async () => {
      await client.end();
      await server.drop();
    },
  };
};
