import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isConflict, isTransient } from './database-errors.js';
import { type Database, newId, openDatabase } from './index.js';
import { addVideo } from './job.fixture.js';

let server: TestDatabase;
let database: Database;
/** A database with short timeouts. */
let hasty: Database;

beforeAll(async () => {
  server = await createTestDatabase();
  const options = { databaseUrl: server.databaseUrl, maxConnections: 3, onEvents: () => undefined };
  database = openDatabase(options);
  hasty = openDatabase({ ...options, timeouts: { lockMs: 100, statementMs: 200, idleInTransactionMs: 100 } });
  await addVideo(database);
});
afterAll(async () => {
  await hasty.close();
  await database.close();
  await server.drop();
});

const thrownBy = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

/** Locks the rows of all organizations while `work` runs. */
const whileLocked = <T>(work: () => Promise<T>): Promise<T> =>
  database.transaction(async ({ sql }) => {
    await sql.$queryRaw`SELECT 1 FROM organization FOR UPDATE`;
    return work();
  });

const pidOf = async (sql: Pick<Database['sql'], '$queryRaw'>): Promise<number> => {
  const [row] = await sql.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  return row?.pid ?? 0;
};

const unreachable = () =>
  openDatabase({
    databaseUrl: 'postgresql://media@127.0.0.1:1/media',
    maxConnections: 1,
    onEvents: () => undefined,
  });

const PASSES: Record<string, () => Promise<unknown>> = {
  'a lock timeout (raw)': () => whileLocked(() => hasty.sql.$executeRaw`UPDATE organization SET name = 'x'`),
  'a lock timeout (model)': () => whileLocked(() => hasty.sql.organization.updateMany({ data: { name: 'x' } })),
  'a lock timeout (transaction)': () =>
    whileLocked(() => hasty.transaction(({ sql }) => sql.organization.updateMany({ data: { name: 'x' } }))),
  'a statement timeout': () => hasty.sql.$queryRaw`SELECT pg_sleep(5)::text`,
  'an idle transaction timeout': () =>
    hasty.transaction(async ({ sql }) => {
      const pid = await pidOf(sql);
      const isGone = async () =>
        (await database.sql.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid}`).length === 0;
      await expect.poll(isGone).toBe(true);
      await sql.organization.count();
    }),
  'a connection terminated by an administrator': () =>
    database.transaction(async ({ sql }) => {
      await hasty.sql.$queryRaw`SELECT pg_terminate_backend(${await pidOf(sql)}::int)`;
      await sql.organization.count();
    }),
  'a missing server': async () => {
    const away = unreachable();
    try {
      await away.sql.organization.count();
    } finally {
      await away.close();
    }
  },
  'a missing server (transaction)': async () => {
    const away = unreachable();
    try {
      await away.transaction(({ sql }) => sql.organization.count());
    } finally {
      await away.close();
    }
  },
  'a serialization failure': () =>
    database.sql.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END $$`),
  'a deadlock': () => database.sql.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '40P01'; END $$`),
  'too many connections': () =>
    database.sql.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53300'; END $$`),
  'a full disk on the server': () =>
    database.sql.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$`),
  'a read-only replica after a failover': () =>
    database.transaction(async ({ sql }) => {
      await sql.$executeRaw`SET TRANSACTION READ ONLY`;
      await sql.organization.updateMany({ data: { name: 'x' } });
    }),
};

test.each(Object.entries(PASSES))('%s is transient', async (_, work) => {
  expect(isTransient(await thrownBy(work))).toBe(true);
});

const LASTS: Record<string, () => Promise<unknown>> = {
  'a duplicate key': async () => {
    const { id } = await database.sql.organization.findFirstOrThrow();
    await database.sql.organization.create({ data: { id, name: 'x' } });
  },
  'a foreign key violation': () =>
    database.sql.membership.create({ data: { organizationId: newId(), userId: newId(), role: 'owner' } }),
  'a zero byte in a text': () => database.sql.organization.updateMany({ data: { name: 'a\0b' } }),
  'a zero byte in JSON': () => database.sql.video.updateMany({ data: { metadata: { a: '\0' } } }),
  'a number out of range': () => database.sql.$executeRaw`UPDATE video SET progress = progress + 3000000000::bigint`,
  'a missing value': () => database.sql.$executeRaw`UPDATE organization SET name = NULL`,
  'invalid SQL': () => database.sql.$queryRaw`SELECT * FROM nowhere`,
  'a Prisma validation error': () =>
    database.sql.organization.findMany({ where: { nothing: 1 } as unknown as { name: string } }),
};

test.each(Object.entries(LASTS))('%s is permanent', async (_, work) => {
  expect(isTransient(await thrownBy(work))).toBe(false);
});

test('only conflicts with another transaction are retried immediately', async () => {
  expect(isConflict(await thrownBy(PASSES['a deadlock'] as () => Promise<unknown>))).toBe(true);
  expect(isConflict(await thrownBy(PASSES['a serialization failure'] as () => Promise<unknown>))).toBe(true);
  expect(isConflict(await thrownBy(PASSES['too many connections'] as () => Promise<unknown>))).toBe(false);
});
