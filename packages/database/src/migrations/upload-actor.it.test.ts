import { createTestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { newId } from '../new-id.js';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';
import { readMigrations } from './read-migrations.js';

const UPLOAD_ACTOR = '20261129092500_upload_actor';
const ALL = new URL('../../prisma/migrations/', import.meta.url);

test('an upload created before uploads had an actor gets its user as actor', async () => {
  const { databaseUrl, drop } = await createTestDatabase();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const earlier = (await readMigrations(ALL)).filter(({ name }) => name < UPLOAD_ACTOR);
  await applyMigrations(
    databaseUrl,
    await migrationFolder(Object.fromEntries(earlier.map(({ name, sql }) => [name, sql]))),
  );
  const [upload, user, organization] = [newId(), newId(), newId()];
  await client.query(`INSERT INTO organization (id, name) VALUES ($1, 'an organization')`, [organization]);
  await client.query(
    `INSERT INTO upload (id, organization_id, user_id, video_id, strategy, file_name, size_bytes, content_type,
       part_size_bytes, part_count, object_key, expires_at, check_at)
     VALUES ($1, $2, $3, $4, 'single', 'a.mp4', 1, 'video/mp4', 1, 1, 'uploads/a', now(), now())`,
    [upload, organization, user, newId()],
  );

  expect(await applyMigrations(databaseUrl)).toContain(UPLOAD_ACTOR);
  const { rows } = await client.query('SELECT id, actor_type, actor_id FROM upload');
  expect(rows).toEqual([{ id: upload, actor_type: 'user', actor_id: user }]);
});
