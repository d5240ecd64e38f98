import type { JobId } from '@media/core';
import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { fakeWorker, LEASE_MS } from './fake-worker.fixture.js';
import {
  type ClaimedTask,
  CONNECTION_TIMEOUTS,
  claimRepository,
  type Database,
  openDatabase,
  taskEndings,
} from './index.js';
import { addVideo } from './job.fixture.js';
import { lockJob } from './locked-job.js';

let server: TestDatabase;
let database: Database;

const open = (idleInTransactionMs = CONNECTION_TIMEOUTS.idleInTransactionMs): Database => {
  const timeouts = { ...CONNECTION_TIMEOUTS, idleInTransactionMs };
  return openDatabase({ databaseUrl: server.databaseUrl, maxConnections: 5, onEvents: () => undefined, timeouts });
};

beforeAll(async () => {
  server = await createTestDatabase();
  database = open();
});
afterAll(async () => {
  await database.close();
  await server.drop();
});
beforeEach(async () => {
  await database.sql.video.deleteMany();
  await addVideo(database);
  await addVideo(database);
});

const { claim } = fakeWorker(() => database);
const endings = () => taskEndings(database);
const statusOf = async ({ id }: ClaimedTask) => (await database.sql.task.findUniqueOrThrow({ where: { id } })).status;

/** A process that freezes in a transaction until it is released. */
const freeze = async (
  by: Database,
  work: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<unknown>,
) => {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const ended = by.transaction(async (tx) => {
    await work(tx);
    reached.resolve();
    await released.promise;
    await tx.sql.job.count();
  });
  const outcome = ended.then(
    () => 'committed',
    () => 'ended by the server',
  );
  await Promise.race([reached.promise, ended]);
  return {
    release: (): Promise<string> => {
      released.resolve();
      return outcome;
    },
  };
};

const expireAll = () =>
  database.sql.task.updateMany({ where: { status: 'running' }, data: { leaseExpiresAt: new Date(0) } });

test('while a job is locked, lost workers of other jobs are abandoned; those of that job follow later', async () => {
  const [held, free] = [await claim('fetch'), await claim('fetch')];
  await expireAll();
  const frozen = await freeze(database, (tx) => lockJob(tx, held.jobId as JobId));
  expect(await endings().expired(1)).toEqual([free.id]);
  expect(await endings().abandon(held.id)).toEqual([]);
  await endings().abandon(free.id);
  expect([await statusOf(held), await statusOf(free)]).toEqual(['running', 'retrying']);
  expect(await frozen.release()).toBe('committed');
  expect(await endings().expired(1)).toEqual([held.id]);
  await endings().abandon(held.id);
  expect(await statusOf(held)).toBe('retrying');
});

test('a locked task row does not block the renewal of other leases of its worker', async () => {
  const [held, free] = [await claim('fetch'), await claim('fetch')];
  const leaseOf = async ({ id }: ClaimedTask) =>
    (await database.sql.task.findUniqueOrThrow({ where: { id } })).leaseExpiresAt?.getTime() ?? 0;
  const before = await leaseOf(free);
  const frozen = await freeze(database, ({ sql }) =>
    sql.task.update({ where: { id: held.id }, data: { name: 'changed' } }),
  );
  const beat = await claimRepository(database).heartbeat([held, free], LEASE_MS * 2);
  expect({ kept: [...beat.kept].sort(), locked: [...beat.locked] }).toEqual({
    kept: [held.id, free.id].sort(),
    locked: [held.id],
  });
  expect(await leaseOf(free)).toBeGreaterThan(before);
  await frozen.release();
  expect((await claimRepository(database).heartbeat([held], LEASE_MS)).locked.size).toBe(0);
});

test('the server ends a frozen transaction, and a waiting one continues', async () => {
  const task = await claim('fetch');
  const freezing = open(200);
  const frozen = await freeze(freezing, (tx) => lockJob(tx, task.jobId as JobId));
  await endings().release(task, {});
  expect(await statusOf(task)).toBe('queued');
  expect(await frozen.release()).toBe('ended by the server');
  await freezing.close();
});

test('every pool connection has timeouts', async () => {
  const settings = () => database.sql.$queryRaw<{ name: string; setting: string }[]>`
    SELECT name, setting FROM pg_settings, pg_sleep(0.05)
    WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout') ORDER BY name`;
  for (const rows of await Promise.all([settings(), settings(), settings(), settings()])) {
    expect(rows.map(({ setting }) => Number(setting))).toEqual([
      CONNECTION_TIMEOUTS.idleInTransactionMs,
      CONNECTION_TIMEOUTS.lockMs,
      CONNECTION_TIMEOUTS.statementMs,
    ]);
  }
});
