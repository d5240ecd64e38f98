import type { AuditEntryView } from '@media/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { EXPORT_FORMATS, exportAudit } from './export-audit.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const exportOf = (person: Person, query = '', method = 'GET') =>
  call(api, method, `/audit/export${query}`, { token: person.token });

const addEntries = ({ organizationId }: Person, count: number) => api.deps.database.sql.$executeRaw`
  INSERT INTO audit_entry (id, organization_id, at, action, actor_type, actor_name, targets, target_ids, metadata)
  SELECT gen_random_uuid(), ${organizationId}::uuid, now() - n * interval '1 second', 'video.deleted', 'system', 'sweeper', '[]', '{}',
    '{}' FROM generate_series(1, ${count}) AS n`;

test('JSON Lines contain the same entries as the list, one per line', async () => {
  const person = await signUp(api);
  await createKey(api, person);
  const { text, headers } = await exportOf(person);
  const { body } = await call(api, 'GET', '/audit', { token: person.token });
  expect(text.endsWith('\n')).toBe(true);
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(body.items);
  expect(headers.get('content-type')).toContain('application/x-ndjson');
  expect(headers.get('content-disposition')).toMatch(/^attachment; filename="audit-\d{4}-\d\d-\d\d\.jsonl"$/);
});

test('CSV has a header and the entries that the filters select', async () => {
  const person = await signUp(api);
  await createKey(api, person);
  const { text, headers } = await exportOf(person, '?format=csv&action=key.created');
  const [header, ...rows] = text.trimEnd().split('\r\n');
  expect(header).toContain('"actorName"');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain('"key.created"');
  expect(headers.get('content-type')).toContain('text/csv');
  expect(headers.get('content-disposition')).toContain('.csv"');
});

test('a log of hundreds of pages is exported completely', async () => {
  const person = await signUp(api);
  const count = 150_000;
  await addEntries(person, count);
  const { text } = await exportOf(person, '?action=video.deleted');
  const entries = text
    .trimEnd()
    .split('\n')
    .map((line): AuditEntryView => JSON.parse(line));
  expect(new Set(entries.map(({ id }) => id)).size).toBe(count);
  const times = entries.map(({ at }) => at);
  expect(times).toEqual(times.toSorted().reverse());
});

test('HEAD answers the same headers without reading the log', async () => {
  const person = await signUp(api);
  const { status, text, headers } = await exportOf(person, '?format=csv', 'HEAD');
  expect([status, text]).toEqual([200, '']);
  expect(headers.get('content-disposition')).toContain('.csv"');
});

test('an unknown format is refused', async () => {
  expect((await exportOf(await signUp(api), '?format=xlsx')).status).toBe(422);
});

test('a page is read only when the client has taken the one before', async () => {
  const row = { id: 'e', at: new Date(), action: 'video.deleted', targets: [], metadata: {} } as never;
  let pages = 0;
  const read = async (limit: number) => {
    pages += 1;
    return Array.from({ length: limit }, () => row);
  };
  const exported = exportAudit({ read, checkAccess: async () => undefined }, EXPORT_FORMATS.jsonl);
  for (const expected of [1, 2, 3]) {
    await exported.next();
    expect(pages).toBe(expected);
  }
  await exported.return(undefined);
  expect(pages).toBe(3);
});
