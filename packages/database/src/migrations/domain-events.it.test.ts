import { createTestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { newId } from '../new-id.js';
import { applyMigrations } from './apply-migrations.js';
import { migrationFolder } from './migration-folder.fixture.js';
import { readMigrations } from './read-migrations.js';

const DOMAIN_EVENTS = '20261129110000_domain_events';
const ALL = new URL('../../prisma/migrations/', import.meta.url);

let client: Client;
let databaseUrl: string;
const [organization, video, other] = [newId(), newId(), newId()];

/** Like the previous release. */
const append = (videoId: string, seq: number, data: object, minutesAgo = 0) =>
  client.query(
    `INSERT INTO event (video_id, seq, organization_id, data, created_at)
     VALUES ($1, $2, $3, $4, now() - $5 * interval '1 minute')`,
    [videoId, seq, organization, JSON.stringify({ ...data, generation: 1 }), minutesAgo],
  );
const addVideo = (id: string) =>
  client.query(
    `INSERT INTO video (id, organization_id, title, source_key, source_etag, source_size_bytes, source_file_name)
     VALUES ($1, $2, 'a', 'k', 'e', 1, 'a.mp4')`,
    [id, organization],
  );
const eventsOf = async (videoId: string): Promise<string[]> => {
  const { rows } = await client.query<{ type: string }>('SELECT type FROM event WHERE video_id = $1 ORDER BY seq', [
    videoId,
  ]);
  return rows.map(({ type }) => type);
};

beforeEach(async () => {
  const server = await createTestDatabase();
  databaseUrl = server.databaseUrl;
  client = new Client({ connectionString: databaseUrl });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await server.drop();
  });
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const earlier = (await readMigrations(ALL)).filter(({ name }) => name < DOMAIN_EVENTS);
  await applyMigrations(
    databaseUrl,
    await migrationFolder(Object.fromEntries(earlier.map(({ name, sql }) => [name, sql]))),
  );
  await client.query(`INSERT INTO organization (id, name) VALUES ($1, 'an organization')`, [organization]);
  for (const id of [video, other]) await addVideo(id);
});

const HISTORY = [
  [{ status: 'queued', progress: 0 }, 'video.created'],
  [{ status: 'processing' }, 'video.processing'],
  [{ retrying: { task: 'fetch', code: 'ENCODER_CRASHED', try: 2 } }, 'task.retrying'],
  [{ playable: true }, 'video.playable'],
  [{ status: 'processing', progress: 0, playable: false }, 'video.restarted'],
  [{ status: 'failed', error: { code: 'ENCODER_CRASHED', message: 'm' } }, 'video.failed'],
  [{ status: 'queued', progress: 4, playable: true }, 'video.retried'],
  [{ status: 'cancelled' }, 'video.cancelled'],
  [{ status: 'queued', progress: 4, playable: true }, 'video.retried'],
  [{ status: 'completed', progress: 100, playable: true }, 'video.completed'],
] as const;

test('events of an earlier release get types and ids, even if written after the migration', async () => {
  // A transaction that had to wait has an earlier time than the one before it.
  for (const [index, [data]] of HISTORY.entries()) await append(video, index + 1, data, index === 4 ? 60 : 30 - index);
  await append(other, 1, { status: 'queued', progress: 0 }, 15);
  expect(await applyMigrations(databaseUrl)).toContain(DOMAIN_EVENTS);
  for (const [index, [data]] of HISTORY.entries()) await append(other, index + 2, data);
  const types = HISTORY.map(([, type]) => type);
  expect(await eventsOf(video)).toEqual(types);
  expect(await eventsOf(other)).toEqual(['video.created', 'video.retried', ...types.slice(1)]);
  const { rows } = await client.query<{ seq: number }>('SELECT seq FROM event WHERE video_id = $1 ORDER BY xid, id', [
    video,
  ]);
  expect(rows.map(({ seq }) => seq)).toEqual(types.map((_, index) => index + 1));
});

const OUTLIVE = '20261129120000_events_outlive_videos';

test('a deletion by any release is an event, and earlier releases still find it', async () => {
  const [gone, byOther, byUs] = [newId(), video, other];
  await client.query('INSERT INTO deleted_video (video_id, organization_id) VALUES ($1, $2)', [gone, organization]);
  for (const id of [byOther, byUs]) await append(id, 1, { status: 'queued', progress: 0 });
  await client.query('UPDATE video SET event_seq = 2');
  expect(await applyMigrations(databaseUrl)).toContain(OUTLIVE);

  await append(byOther, 2, { status: 'cancelled' });
  await client.query('INSERT INTO deleted_video (video_id, organization_id) VALUES ($1, $2)', [byOther, organization]);
  await client.query(
    `INSERT INTO event (video_id, seq, organization_id, type, data) VALUES ($1, 2, $2, 'video.deleted', '{}')`,
    [byUs, organization],
  );
  await client.query('DELETE FROM video');

  expect(await eventsOf(gone)).toEqual(['video.deleted']);
  for (const id of [byOther, byUs]) expect(await eventsOf(id)).toEqual(['video.created', 'video.deleted']);
  const { rows } = await client.query<{ id: string }>('SELECT video_id AS id FROM deleted_video');
  expect(rows.map(({ id }) => id).sort()).toEqual([gone, byOther, byUs].sort());
});
