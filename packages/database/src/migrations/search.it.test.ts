import { createTestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../new-id.js';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';
import { readMigrations } from './read-migrations.js';

const SEARCH = '20261201150000_search';
const ALL = new URL('../../prisma/migrations/', import.meta.url);

test('videos that exist before the migration can be searched and sorted by duration after it', async () => {
  const { databaseUrl, drop } = await createTestDatabase();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const earlier = (await readMigrations(ALL)).filter(({ name }) => name < SEARCH);
  await applyMigrations(
    databaseUrl,
    await migrationFolder(Object.fromEntries(earlier.map(({ name, sql }) => [name, sql]))),
  );
  const organization = newId();
  await client.query(`INSERT INTO organization (id, name) VALUES ($1, 'o')`, [organization]);
  await client.query(
    `INSERT INTO video (id, organization_id, title, description, tags, tag_keys, source_key, source_etag, source_size_bytes,
       source_file_name, probe)
     SELECT gen_random_uuid(), $1, 'Été ' || n, 'x', '{Sea}', '{sea}', 'k', 'e', 1, 'DJI_1.mp4',
       CASE WHEN n % 2 = 0 THEN '{"durationMs": 1500.4}'::jsonb END FROM generate_series(1, 1200) AS n`,
    [organization],
  );
  await applyMigrations(databaseUrl);
  const { rows } = await client.query(
    'SELECT search_text AS words, duration_ms::int AS ms, count(*)::int FROM video GROUP BY 1, 2 ORDER BY 1 LIMIT 2',
  );
  expect(rows).toEqual([
    { words: ' ete 1 dji 1 mp4 x sea', ms: 0, count: 1 },
    { words: ' ete 10 dji 1 mp4 x sea', ms: 1_500, count: 1 },
  ]);
  const { rows: left } = await client.query(
    `SELECT 1 FROM video WHERE search_text = '' OR (duration_ms = 0) <> (probe IS NULL)`,
  );
  expect(left).toEqual([]);
});
