import { createTestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../index.js';
import { newId } from '../new-id.js';
import { usageCheck } from '../usage-check.js';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';
import { readMigrations } from './read-migrations.js';

const USAGE = '20261201033400_usage';
const ALL = new URL('../../prisma/migrations/', import.meta.url);

const open = async () => {
  const { databaseUrl, drop } = await createTestDatabase();
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await drop();
  });
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const earlier = (await readMigrations(ALL)).filter(({ name }) => name < USAGE);
  const folder = await migrationFolder(Object.fromEntries(earlier.map(({ name, sql }) => [name, sql])));
  await applyMigrations(databaseUrl, folder);
  return { databaseUrl, client };
};

test('existing uploads, videos and outputs count after the migration, each object once', async () => {
  const { databaseUrl, client } = await open();
  const [organization, empty, video, task] = [newId(), newId(), newId(), newId()];
  const [replaced, published, failed] = [newId(), newId(), newId()];
  const insert = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row);
    const values = names.map((_, index) => `$${index + 1}`);
    return client.query(`INSERT INTO ${table} (${names}) VALUES (${values})`, Object.values(row));
  };
  for (const id of [organization, empty]) await insert('organization', { id, name: 'an organization' });
  const inOrganization = { organization_id: organization };
  const part = { strategy: 'single', file_name: 'a', content_type: 'b', part_count: 1, part_size_bytes: 1 };
  const times = { expires_at: new Date(), check_at: new Date() };
  for (const [status, size_bytes] of [
    ['uploading', 100],
    ['completed', 20],
    ['aborted', 3],
  ] as const)
    await insert('upload', {
      ...{ id: newId(), ...inOrganization, actor_type: 'system', video_id: newId(), status, size_bytes },
      ...{ ...part, ...times, object_key: 'k' },
    });
  await insert('video', {
    ...{ id: video, ...inOrganization, title: 'a', source_key: 'k', source_etag: 'e', source_size_bytes: 20 },
    ...{ source_file_name: 'a', probe: JSON.stringify({ durationMs: 1_500.4 }) },
  });
  const ended = { status: 'completed', recipe_name: 'stream', recipe: '{}', finished_at: new Date() };
  for (const [number, id] of [replaced, published, failed].entries())
    await insert('job', {
      ...{ id, ...inOrganization, video_id: video, number, ...ended },
      replaced_at: id === replaced ? new Date() : null,
    });
  await insert('task', {
    ...{ id: task, ...inOrganization, video_id: video, job_id: published, kind: 'encode', name: 'a', weight: 1 },
    job_created_at: new Date(),
  });
  await insert('attempt', { task_id: task, epoch: 1, number: 1, worker: 'w', status: 'completed', cpu_seconds: 2.5 });
  const object = { epoch: 1, kind: 'video', track_index: 0, init_size: 1, init_hash: 'h', codecs: 'c', timescale: 1 };
  const objects = [
    [replaced, 'old', 1_000],
    [published, 'x', 40],
    [failed, 'x', 40],
    [failed, 'y', 7],
  ] as const;
  for (const [chunk_index, [job_id, key, size_bytes]] of objects.entries())
    await insert('media_object', {
      ...{ id: newId(), ...inOrganization, job_id, task_id: task, ...object, chunk_index, key, size_bytes },
      segments: '[]',
    });
  await insert('output', {
    ...{ id: newId(), ...inOrganization, video_id: video, job_id: published, kind: 'mp4', name: 'a', key: 'mp4' },
    ...{ size_bytes: 5, content_type: 'video/mp4' },
  });

  expect(await applyMigrations(databaseUrl)).toContain(USAGE);
  const { rows } = await client.query('SELECT * FROM usage_counter ORDER BY organization_id');
  expect(rows).toMatchObject([
    {
      ...{
        organization_id: organization,
        reserved_bytes: '100',
        source_bytes: '20',
        output_bytes: '52',
        video_count: 1,
      },
      ...{ uploaded_bytes: '120', source_ms: '1500', cpu_ms: '2500' },
    },
    { organization_id: empty, reserved_bytes: '0', video_count: 0, uploaded_bytes: '0' },
  ]);
  const database = openDatabase({ databaseUrl, maxConnections: 2, onEvents: () => undefined });
  expect(await usageCheck(database).differences()).toEqual([]);
  await database.close();
});
