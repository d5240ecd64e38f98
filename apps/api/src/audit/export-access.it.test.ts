import { type Role, userActor } from '@media/core';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { abortAtEnd, startApi, type TestApi } from '../fixtures/start-api.js';
import type { HandledRoute } from '../http/collect-routes.js';

/** About 40 MB, much more than sockets buffer. */
const ENTRIES = 120_000;

const INFO = 30;

let api: TestApi;
let owner: Person;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
  owner = await signUp(api);
  await api.deps.database.sql.$executeRaw`
    INSERT INTO audit_entry (id, organization_id, at, action, actor_type, actor_name, targets, target_ids, metadata)
    SELECT gen_random_uuid(), ${owner.organizationId}::uuid, now() - n * interval '1 second', 'video.deleted', 'system', 'sweeper', '[]',
      '{}', '{}' FROM generate_series(1, ${ENTRIES}) AS n`;
});
afterAll(() => api.close());

const membership = (userId: string) => ({ organizationId_userId: { organizationId: owner.organizationId, userId } });
const join = async (role: Role): Promise<Person> => {
  const person = await signUp(api);
  const { organizationId } = owner;
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: person.userId, role } });
  return person;
};

/** Starts an export and reads its beginning. Returns a function that reads the rest, and says how many entries there were. */
const startExport = async (token: string, client = abortAtEnd()): Promise<() => Promise<number>> => {
  const headers = { authorization: `Bearer ${token}`, 'x-organization-id': owner.organizationId };
  const { signal } = client;
  const response = await fetch(`${api.baseUrl}/audit/export?action=video.deleted`, { headers, signal });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const linesIn = (bytes: Uint8Array | undefined) => (bytes ?? []).filter((byte) => byte === 0x0a).length;
  let lines = linesIn((await reader.read()).value);
  return async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return lines;
      lines += linesIn(value);
    }
  };
};

/** Log lines of warnings and errors. */
const alarms = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level > INFO);

test('an export breaks off without an alarm when its reader leaves, signs out, loses the role or the membership, or the key is revoked', async () => {
  const [leaver, demoted, removed] = [await join('admin'), await join('admin'), await join('admin')];
  const key = await createKey(api, owner, { scopes: ['audit.read'] });
  const exports = await Promise.all(
    [leaver.token, demoted.token, removed.token, key.key].map((token) => startExport(token)),
  );
  const client = new AbortController();
  const left = await startExport(owner.token, client);
  client.abort();
  await expect(left()).rejects.toThrow();
  const allowed = await startExport(owner.token);

  const { sql } = api.deps.database;
  await call(api, 'POST', '/auth/logout', { token: leaver.token });
  await sql.membership.update({ where: membership(demoted.userId), data: { role: 'viewer' } });
  await sql.membership.delete({ where: membership(removed.userId) });
  await call(api, 'DELETE', `/api-keys/${key.id}`, { token: owner.token });

  for (const readRest of exports) await expect(readRest()).rejects.toThrow();
  expect(await allowed()).toBe(ENTRIES);
  expect(alarms()).toEqual([]);
});

test('an access token that expires meanwhile does not matter, as long as its session goes on', async () => {
  const admin = await join('admin');
  const { authorizer, database, tokens } = api.deps;
  const { userId, sessionId } = await tokens.verifyAccess(admin.token);
  const { organizationId } = owner;
  const member = { organizationId, role: 'admin', name: 'Admin', playbackEpoch: 0 } as const;
  const actor = userActor({ userId, sessionId, expiresAt: new Date(0) }, member);
  const request = { headers: { 'x-organization-id': organizationId } } as unknown as FastifyRequest;
  const route = api.routes.find(({ operationId }) => operationId === 'exportAudit') as HandledRoute;
  const check = () => authorizer.reauthorize(request, route, actor);
  await expect(check()).resolves.toBeUndefined();
  await database.sql.session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } });
  await expect(check()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});
