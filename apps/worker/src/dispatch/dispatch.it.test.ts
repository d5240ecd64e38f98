import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type Database, joinElection } from '@media/database';
import { withConnection } from '@media/local-services';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FleetScene, openFleetScene } from '../fleet-worker.fixture.js';
import { until } from '../scene.fixture.js';

/** Accepts connections and never answers, like a hanging database. */
const open = new Set<Socket>();
const silent = createServer((socket) => open.add(socket));

beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  for (const socket of open) socket.destroy();
  silent.close();
});

let scene: FleetScene;
beforeEach(async () => {
  scene = await openFleetScene();
});
afterEach(() => scene.close());

test('a candidate can be closed while its database never answers', async () => {
  const { port } = silent.address() as AddressInfo;
  const standing = joinElection(`postgresql://media@127.0.0.1:${port}/media`, () => undefined);
  await expect(standing).rejects.toThrow('timeout');
});

type Query = Database['sql'];
type Frozen = { release(): Promise<void> };

/** A frozen transaction that no timeout ends. */
const freeze = async (sql: string, values: unknown[] = []): Promise<Frozen> => {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const ended = withConnection(scene.databaseUrl, async (client) => {
    await client.query('BEGIN');
    await client.query(sql, values);
    reached.resolve();
    await released.promise;
    await client.query('ROLLBACK');
  });
  await Promise.race([reached.promise, ended]);
  return {
    release: async () => {
      released.resolve();
      await ended;
    },
  };
};

const taskOf = (sql: Query, videoId: string) => sql.task.findFirstOrThrow({ where: { videoId, kind: 'fetch' } });
const statusOf = async (sql: Query, id: string) => (await sql.video.findUniqueOrThrow({ where: { id } })).status;
const loseWorkerOf = (sql: Query, videoId: string) =>
  sql.task.updateMany({
    where: { videoId, kind: 'fetch' },
    data: { status: 'running', epoch: 1, worker: 'gone', leaseExpiresAt: new Date(0) },
  });

test('while a job is locked, lost workers of others are abandoned and due tasks run; then that job continues', async () => {
  const { sql } = scene.database;
  const [held, lost, due] = [await scene.addVideo(), await scene.addVideo(), await scene.addVideo()];
  await loseWorkerOf(sql, held.videoId);
  await loseWorkerOf(sql, lost.videoId);
  const { jobId } = await taskOf(sql, held.videoId);
  const frozen = await freeze('SELECT 1 FROM job WHERE id = $1 FOR UPDATE', [jobId]);
  await scene.startWorker({ name: 'worker' });
  for (const { videoId } of [lost, due])
    await until(async () => (await statusOf(sql, videoId)) === 'completed' || undefined);
  expect(await taskOf(sql, lost.videoId)).toMatchObject({ lostTries: 1 });
  expect(await taskOf(sql, held.videoId)).toMatchObject({ status: 'running', worker: 'gone', lostTries: 0 });
  await frozen.release();
  await until(async () => (await statusOf(sql, held.videoId)) === 'completed' || undefined);
});

/** From now on the transaction that abandons a lost worker takes until its statement timeout. */
const SLOW_ABANDONING = `
  CREATE FUNCTION take_long() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END';
  CREATE TRIGGER take_long BEFORE UPDATE ON task FOR EACH ROW
    WHEN (NEW.status = 'retrying') EXECUTE FUNCTION take_long()`;

test('dispatching does not wait for abandoning lost workers', async () => {
  const { sql } = scene.database;
  await withConnection(scene.databaseUrl, (client) => client.query(SLOW_ABANDONING));
  const lost = await scene.addVideo();
  await loseWorkerOf(sql, lost.videoId);
  await scene.startWorker({ name: 'worker' });
  const abandoning = async () => {
    const [row] = await sql.$queryRaw<{ pid: number; since: Date }[]>`
      SELECT pid, xact_start AS since FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event = 'PgSleep'`;
    return row;
  };
  const before = await until(abandoning, undefined, 10);
  const due = await scene.addVideo();
  await until(async () => (await statusOf(sql, due.videoId)) === 'completed' || undefined);
  expect(await abandoning()).toEqual(before);
  await sql.$queryRaw`SELECT pg_terminate_backend(${before.pid}::int)`;
});

test('a candidate for dispatcher reuses one connection', async () => {
  const { sql } = scene.database;
  const dispatching = { candidateMs: 20 };
  await scene.startWorker({ name: 'leader', dispatching });
  await scene.startWorker({ name: 'candidate', dispatching });
  const connections = () => sql.$queryRaw<{ pid: number; askedAt: Date }[]>`
    SELECT pid, query_start AS "askedAt" FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'media dispatcher' AND query_start IS NOT NULL`;
  await expect.poll(async () => (await connections()).length).toBe(2);
  const pids = new Set<number>();
  const asked = new Set<string>();
  await until(
    async () => {
      for (const { pid, askedAt } of await connections()) {
        pids.add(pid);
        asked.add(`${pid} ${askedAt.getTime()}`);
      }
      return asked.size > 30 || undefined;
    },
    undefined,
    10,
  );
  expect(pids.size).toBe(2);
});
