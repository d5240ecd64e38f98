import type { OrganizationId } from '@media/core';
import { createTestDatabase, type TestDatabase } from '@media/testkit';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expensiveNodes } from './expensive-nodes.fixture.js';
import { dispatchRepository, FLEET } from './index.js';
import { recordStatements } from './record-statements.fixture.js';

/** Far more than a step of the dispatcher looks at. */
const ORGANIZATIONS = 20_000;
const WINDOW = 32;
const id = `lpad(to_hex(n), 32, '0')::uuid`;
const series = `generate_series(1, ${ORGANIZATIONS}) AS n`;

/** Each organization has one video waiting, and half of them are in the line of the dispatcher already. */
const INSERTS = [
  `INSERT INTO organization (id, name) SELECT ${id}, 'o' FROM ${series}`,
  `INSERT INTO task (id, organization_id, video_id, job_id, kind, name, status, weight, job_created_at)
   SELECT ${id}, ${id}, ${id}, ${id}, 'fetch', 'a', 'queued', 1, now() FROM ${series}`,
  `INSERT INTO dispatch_class (plan_version, queue, priority) VALUES (${FLEET.planVersion}, 'io', 'normal')`,
  `INSERT INTO dispatch_flow (plan_version, queue, priority, organization_id, virtual_time, is_eligible)
   SELECT ${FLEET.planVersion}, 'io', 'normal', ${id}, n, true FROM ${series} WHERE n % 2 = 0`,
  'ANALYZE',
];

let server: TestDatabase;
let client: Client;
let recorder: ReturnType<typeof recordStatements>;
beforeAll(async () => {
  server = await createTestDatabase();
  client = new Client({ connectionString: server.databaseUrl });
  await client.connect();
  // The rows have no videos and jobs.
  await client.query('SET session_replication_role = replica');
  for (const insert of INSERTS) await client.query(insert);
  recorder = recordStatements(server.databaseUrl);
});
afterAll(async () => {
  await recorder.database.close();
  await client.end();
  await server.drop();
});

test('no statement of a round reads or sorts all waiting organizations', async () => {
  const dispatch = dispatchRepository(recorder.database);
  const statements = await recorder.during(async () => {
    expect(await dispatch.due(WINDOW)).toHaveLength(WINDOW);
    expect(
      await dispatch.due(WINDOW, new Set(['00000000-0000-0000-0000-000000000001' as OrganizationId])),
    ).toHaveLength(WINDOW);
    expect(await dispatch.untilNext()).toBe(0);
  });
  expect(statements.length).toBeGreaterThan(5);
  for (const statement of statements) expect(await expensiveNodes(client, statement), statement.text).toEqual([]);
});

test('the rounds together find all of them', async () => {
  const dispatch = dispatchRepository(recorder.database);
  dispatch.wakeAll();
  const nothing = new Set<OrganizationId>();
  do await dispatch.due(WINDOW, nothing);
  while ((await dispatch.untilNext()) === 0);
  expect(await recorder.database.sql.dispatchFlow.count({ where: { isEligible: true } })).toBe(ORGANIZATIONS);
});
