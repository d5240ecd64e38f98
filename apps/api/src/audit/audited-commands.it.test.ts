import 'reflect-metadata';
import { AUDIT_ACTIONS, AUDITED_OPERATIONS, type AuditAction } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectSecrets } from '../fixtures/collect-secrets.js';
import { type CommandCase, casesOf, prepareCase } from '../fixtures/command-cases.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { allRoutes } from '../openapi/all-routes.js';

const COMMANDS = allRoutes().filter(({ method }) => method !== 'GET');

let api: TestApi;
let secrets: ReadonlySet<string>;
beforeAll(async () => {
  secrets = collectSecrets();
  api = await startApi();
});
afterAll(() => api.close());

const readAll = () => api.deps.database.sql.auditEntry.findMany({ orderBy: { id: 'asc' } });

/** The entries that `work` adds. */
const added = async (work: () => Promise<unknown>) => {
  const before = new Set((await readAll()).map(({ id }) => id));
  await work();
  return (await readAll()).filter(({ id }) => !before.has(id));
};

const recordedBy = (operationId: string): readonly AuditAction[] => {
  const audited = AUDITED_OPERATIONS[operationId] ?? [];
  return 'none' in audited ? [] : audited;
};

test('every operation that changes something has an action, or a reason to have none', () => {
  const operations = COMMANDS.map(({ operationId }) => operationId);
  expect(Object.keys(AUDITED_OPERATIONS).toSorted()).toEqual(operations.toSorted());
});

test('every action has a case, and no case has an action that its operation does not list', () => {
  for (const { operationId } of COMMANDS) {
    const actions = casesOf(operationId, recordedBy(operationId)).flatMap((one) => one.actions);
    expect([operationId, actions.toSorted()]).toEqual([operationId, recordedBy(operationId).toSorted()]);
  }
});

const CASES = COMMANDS.flatMap((route) =>
  casesOf(route.operationId, recordedBy(route.operationId)).map(
    (one): [string, (typeof COMMANDS)[number], CommandCase] => [`${route.operationId}, ${one.title}`, route, one],
  ),
);

test.each(CASES)('%s: writes exactly its entry, with what its action allows', async (_, route, one) => {
  const send = await prepareCase(api, route, one);
  let requestId: string | null = null;
  const entries = await added(async () => {
    const { status, headers } = await send();
    requestId = headers.get('x-request-id');
    expect(status).toBeLessThan(one.isSystem ? 500 : 400);
  });
  expect(entries.map(({ action }) => action)).toEqual(one.actions);
  for (const entry of entries) {
    const { targets, metadata } = AUDIT_ACTIONS[entry.action as AuditAction];
    const named = entry.targets as { type: string; id: string; name: string }[];
    expect(targets).toEqual(expect.arrayContaining(named.map(({ type }) => type)));
    expect(Object.keys(metadata)).toEqual(expect.arrayContaining(Object.keys(entry.metadata as object)));
    expect(entry.targetIds).toEqual(named.map(({ id }) => id));
    expect(entry.actorType).toBe(one.isSystem ? 'system' : 'user');
    expect(entry).toMatchObject({ ip: '127.0.0.1', requestId });
  }
});

/** The email is sent in the background, so its request succeeds even if its entry can't be written. */
const IN_BACKGROUND = ['changeEmail'];
const ATOMIC = CASES.filter(
  ([, { operationId }, one]) => one.actions.length > 0 && !IN_BACKGROUND.includes(operationId),
);

test.each(ATOMIC)('%s: fails without effect if its entry cannot be written', async (_, route, one) => {
  const { sql } = api.deps.database;
  const send = await prepareCase(api, route, one);
  await sql.$executeRaw`ALTER TABLE audit_entry ADD CONSTRAINT nothing CHECK (false) NOT VALID`;
  const { status } = await send().finally(() => sql.$executeRaw`ALTER TABLE audit_entry DROP CONSTRAINT nothing`);
  expect(status).toBe(500);
  // Had it taken effect, its entry would now be missing.
  expect((await added(send)).map(({ action }) => action)).toEqual(one.actions);
});

test('no entry contains a password, token, key or URL of any request or response so far', async () => {
  const [log] = await api.deps.database.sql.$queryRaw<{ text: string }[]>`
    SELECT string_agg(audit_entry::text, ' ') AS text FROM audit_entry`;
  const found = (values: Iterable<string>) => [...values].filter((value) => log?.text.includes(value));
  expect(secrets.size).toBeGreaterThan(100);
  expect(found(secrets)).toEqual([]);
  expect(found(['X-Amz-', 'Bearer ', 'eyJ', 'mp_'])).toEqual([]);
  // The search would find them: values that aren't secret are found.
  expect(found(['member.role_changed', 'Nightly import', '@example.org'])).toHaveLength(3);
});
