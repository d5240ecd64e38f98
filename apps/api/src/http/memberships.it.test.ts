import { ROLE_PERMISSIONS, type Role } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFor, type Owned, queryFor } from '../fixtures/bodies.js';
import { call, type Person, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, type Walked, walkRoutes } from '../fixtures/walk-routes.js';
import { pathSelectsOrganization } from './resources.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** Signs up a user and adds them to another organization. */
const addMember = async ({ organizationId }: Person, role: Role): Promise<Person> => {
  const member = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: member.userId, role } });
  return member;
};

const IN_ORDER = ['GET', 'POST', 'PATCH', 'DELETE'];

/** Every route that requires a permission: reads first, deletions last. */
const walkPermitted = async (ids: Ids): Promise<(Walked & { permission: string })[]> =>
  (await walkRoutes(api, ids))
    .flatMap((one) => ('permission' in one.route.access ? [{ ...one, permission: one.route.access.permission }] : []))
    .toSorted((a, b) => IN_ORDER.indexOf(a.method) - IN_ORDER.indexOf(b.method));

/** Sends a request and reads the body only of errors, because event streams don't end. */
const ask = async ({ route, method, path }: Walked, owned: Owned, token: string, organizationId: string) => {
  const left = new AbortController();
  const { body } = bodyFor(route, owned);
  const response = await fetch(`${api.baseUrl}${path}${queryFor(route, owned.ids)}`, {
    ...{ method, redirect: 'manual', signal: left.signal },
    headers: {
      ...{ authorization: `Bearer ${token}`, 'x-organization-id': organizationId },
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const problem = response.status >= 400 ? await response.json() : undefined;
  left.abort();
  return { status: response.status, detail: problem?.detail };
};

test.each<Role>(['viewer', 'editor', 'admin', 'owner'])(
  'on every route, a member with the role %s can do what the role permits',
  async (role) => {
    const { owner, ids } = await ownAll(api);
    const member = await addMember(owner, role);
    for (const walked of await walkPermitted(ids)) {
      const { operation, permission, route } = walked;
      // Only lists and creation use the header. For a resource in the path, another organization in the header is ignored.
      const named = pathSelectsOrganization(route.path) ? member : owner;
      const response = await ask(walked, { owner, ids }, member.token, named.organizationId);
      const isPermitted = (ROLE_PERMISSIONS[role] as readonly string[]).includes(permission);
      const expected = isPermitted
        ? { status: expect.toSatisfy((status: number) => status < 400 || status === 409) }
        : { status: 403, detail: expect.stringMatching(`^You aren't allowed to .+ \\(permission ${permission}\\)\\.`) };
      expect({ operation, ...response }).toMatchObject({ operation, ...expected });
    }
  },
);

test('a member of two organizations can open resources of both without the header and list one organization at a time', async () => {
  const { owner, ids } = await ownAll(api);
  const member = await addMember(owner, 'editor');
  const { token } = member;
  const video = await call(api, 'GET', `/videos/${ids.video}`, { token });
  expect(video).toMatchObject({ status: 200, body: { id: ids.video, organizationId: owner.organizationId } });
  expect((await call(api, 'GET', `/uploads/${ids.upload}`, { token })).status).toBe(200);
  const playback = await call(api, 'POST', `/videos/${ids.video}/playback-tokens`, { token });
  expect((await fetch(String(playback.body.hlsUrl))).status).toBe(200);

  expect((await call(api, 'GET', '/videos', { token })).body.items).toEqual([]);
  const headers = { 'x-organization-id': owner.organizationId };
  expect((await call(api, 'GET', '/videos', { token, headers })).body.items).toMatchObject([{ id: ids.video }]);
  expect((await call(api, 'POST', '/videos', { token, body: { uploadId: ids.upload } })).status).toBe(404);
});

test("another organization's resource gets the same response as a nonexistent one, whatever the header", async () => {
  const { owner, ids } = await ownAll(api);
  const outsider = await signUp(api);
  const nothing = { ...ids, upload: newId<'UploadId'>(), video: newId<'VideoId'>() };
  const [theirs, missing] = [await walkRoutes(api, ids), await walkRoutes(api, nothing)];
  const routes = theirs.filter(({ route }) => pathSelectsOrganization(route.path));
  expect(routes.length).toBeGreaterThan(15);
  for (const { operation, method, path, route } of routes) {
    const other = String(missing.find((one) => one.operation === operation)?.path);
    const problemAt = async (address: string, headers: Record<string, string> = {}) => {
      const response = await call(api, method, address, {
        token: outsider.token,
        headers,
        ...bodyFor(route, { owner, ids }),
      });
      const { requestId: _, ...problem } = response.body;
      return problem;
    };
    const response = await problemAt(path);
    // Public ones answer for every ID, so that they tell nothing.
    const expected = route.access.kind === 'public' ? undefined : 404;
    expect([operation, response.status]).toEqual([operation, expected]);
    expect(await problemAt(other)).toEqual(response);
    expect(await problemAt(path, { 'x-organization-id': owner.organizationId })).toEqual(response);
  }
});

test('a former member has no access', async () => {
  const { owner, ids } = await ownAll(api);
  const { token, userId } = await addMember(owner, 'owner');
  expect((await call(api, 'GET', `/videos/${ids.video}`, { token })).status).toBe(200);
  const { organizationId } = owner;
  await api.deps.database.sql.membership.delete({ where: { organizationId_userId: { organizationId, userId } } });
  const response = await call(api, 'GET', `/videos/${ids.video}`, { token });
  expect(response).toMatchObject({ status: 404, body: { code: 'VIDEO_NOT_FOUND' } });
});

test('idempotency keys are scoped to an organization', async () => {
  const owner = await signUp(api);
  const member = await addMember(owner, 'editor');
  const createUpload = async ({ organizationId }: Person) => {
    const headers = { 'idempotency-key': 'same', 'x-organization-id': organizationId };
    const body = { fileName: 'a.mp4', sizeBytes: 1 };
    return (await call(api, 'POST', '/uploads', { token: member.token, headers, body })).body.id;
  };
  const [personal, shared] = [await createUpload(member), await createUpload(owner)];
  expect(shared).not.toBe(personal);
  expect([await createUpload(member), await createUpload(owner)]).toEqual([personal, shared]);
});
