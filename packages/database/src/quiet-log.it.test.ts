import { mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { freePort, type Postgres, startPostgres } from '@media/local-services';
import { runDir } from '@media/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountRepository } from './accounts.js';
import { addVideo } from './job.fixture.js';
import { applyMigrations } from './migrations/apply-migrations.js';
import { newId } from './new-id.js';
import { type Database, openDatabase } from './transaction.js';

const EMAIL = 'a.very.private@address.example';
const TITLE = 'a very private title';

let server: Postgres;
let database: Database;
let logFile: string;

beforeAll(async () => {
  const dir = mkdtempSync(join(runDir(), 'quiet-'));
  logFile = join(dir, 'postgres.log');
  const options = { dataDir: join(dir, 'data'), port: await freePort(), password: 'test', durable: false, logFile };
  server = await startPostgres(options);
  const databaseUrl = server.url('postgres');
  await applyMigrations(databaseUrl);
  database = openDatabase({ databaseUrl, maxConnections: 2, onEvents: () => undefined });
});
afterAll(async () => {
  await database.close();
  await server.child.stop();
});

const log = (): string => readFileSync(logFile, 'utf8');
const register = (email: string) => accountRepository(database).register({ email, name: TITLE, passwordHash: 'x' });

test('a taken email address causes no database error, and both accounts stay intact', async () => {
  const first = await register(EMAIL);
  await expect(register(EMAIL)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
  expect(log()).not.toMatch(/ERROR|violates/);
  expect(await database.sql.user.findUnique({ where: { email: EMAIL } })).toMatchObject({ id: first.id });
  expect(await database.sql.organization.count()).toBe(1);
});

test('of several concurrent registrations of an address, one succeeds', async () => {
  const results = await Promise.allSettled(Array.from({ length: 4 }, () => register(`2.${EMAIL}`)));
  const refused = results.flatMap((tried) => (tried.status === 'rejected' ? [tried.reason.code] : []));
  expect(refused).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN', 'EMAIL_TAKEN']);
  expect(log()).not.toMatch(/ERROR|violates/);
});

test("rejected statements appear in PostgreSQL's log and in our errors without user input", async () => {
  const { videoId } = await addVideo(database);
  const failures = [
    () => database.sql.user.create({ data: { id: newId(), email: EMAIL, name: TITLE, passwordHash: 'x' } }),
    () => database.sql.$executeRaw`UPDATE video SET title = ${TITLE}, status = NULL WHERE id = ${videoId}::uuid`,
  ];
  const told = await Promise.all(failures.map((fail) => fail().then(String, (error) => inspect(error, { depth: 9 }))));
  expect(log()).toMatch(/duplicate key value violates unique constraint/);
  expect(log()).toMatch(/null value in column "status"/);
  for (const secret of [EMAIL, TITLE]) expect(log()).not.toContain(secret);
  for (const text of told) {
    for (const secret of [EMAIL, TITLE]) expect(text).not.toContain(secret);
  }
});

test('slow statements are logged without their parameters', async () => {
  await database.transaction(async ({ sql }) => {
    await sql.$executeRaw`SET LOCAL log_min_duration_statement = 0`;
    await sql.user.findUnique({ where: { email: EMAIL } });
  });
  expect(log()).toMatch(/duration: .*SELECT/);
  expect(log()).not.toContain(EMAIL);
});
