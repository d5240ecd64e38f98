import { PERMISSIONS, type Permission } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFor, queryFor } from '../fixtures/bodies.js';
import { type Person, signUp } from '../fixtures/call.js';
import { callRaw } from '../fixtures/call-raw.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, type Walked, walkRoutes } from '../fixtures/walk-routes.js';

let api: TestApi;
let owner: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
});
afterAll(() => api.close());

const IN_ORDER = ['GET', 'POST', 'PATCH', 'DELETE'];
/** All routes that aren't public: reads first, deletions last. */
const walkGuarded = (): Walked[] =>
  walkRoutes(api, ids)
    .filter(({ route }) => route.access.kind !== 'public')
    .toSorted((a, b) => IN_ORDER.indexOf(a.method) - IN_ORDER.indexOf(b.method));

const ask = async ({ method, path, route }: Walked, token: string, headers: Record<string, string> = {}) => {
  const { status, text } = await callRaw(api, method, `${path}${queryFor(route, ids)}`, {
    token,
    headers,
    ...bodyFor(route, { owner, ids }),
  });
  return { status, code: /"code":"(\w+)"/.exec(text)?.[1] };
};

/** The responses of all routes to a key, except those that `isExpected` accepts. */
const unexpected = async (
  key: string,
  isExpected: (walked: Walked, response: { status: number; code: string | undefined }) => boolean,
  headers: Record<string, string> = {},
) => {
  const found: string[] = [];
  for (const walked of walkGuarded()) {
    const response = await ask(walked, key, headers);
    if (!isExpected(walked, response)) found.push(`${walked.operation}: ${response.status} ${response.code}`);
  }
  return found;
};

const isRefusedAs =
  (status: number, code?: string) =>
  (_: Walked, response: { status: number; code: string | undefined }): boolean =>
    response.status === status && (code === undefined || response.code === code);

const needs = ({ route: { access } }: Walked, permission: Permission): boolean =>
  access.kind === 'permission' && access.permission === permission;

test('on every route, an invalid key gets the same 401', async () => {
  const ended = async (data: object): Promise<string> => {
    const { id, key } = await createKey(api, owner, { scopes: [...PERMISSIONS] });
    await api.deps.database.sql.apiKey.update({ where: { id }, data });
    return key;
  };
  const former = await signUp(api);
  const membership = { organizationId: owner.organizationId, userId: former.userId };
  await api.deps.database.sql.membership.create({ data: { ...membership, role: 'owner' } });
  const { key: left } = await createKey(api, former, {
    ...{ organizationId: owner.organizationId, scopes: [...PERMISSIONS] },
  });
  await api.deps.database.sql.membership.delete({ where: { organizationId_userId: membership } });
  const keys = {
    expired: await ended({ expiresAt: new Date() }),
    revoked: await ended({ revokedAt: new Date() }),
    'of a former member': left,
    unknown: 'mp_CTQj2uNU3MFagCXG9LRKRcwGkBIDlf2PsEUb',
    'cut off': (await createKey(api, owner)).key.slice(0, -1),
  };
  for (const [name, key] of Object.entries(keys))
    expect([name, await unexpected(key, isRefusedAs(401, 'API_KEY_INVALID'))]).toEqual([name, []]);
});

test('on every route of an organization, a key of another one finds nothing', async () => {
  const outsider = await signUp(api);
  const { key } = await createKey(api, outsider, { scopes: [...PERMISSIONS] });
  const headers = { 'x-organization-id': owner.organizationId };
  const isHidden = (walked: Walked, { status, code }: { status: number; code: string | undefined }) =>
    walked.route.access.kind === 'signedIn' ? code === 'USER_REQUIRED' : status === 404;
  expect(await unexpected(key, isHidden, headers)).toEqual([]);
  const malformed = { 'x-organization-id': 'nonsense' };
  expect(await ask({ ...(walkGuarded()[0] as Walked), path: '/videos', method: 'GET' }, key, malformed)).toEqual({
    ...{ status: 404, code: 'ORGANIZATION_NOT_FOUND' },
  });
});

test.each(PERMISSIONS)(
  'on every route, a key without the scope %s is refused where it is required',
  async (missing) => {
    const { key } = await createKey(api, owner, { scopes: PERMISSIONS.filter((permission) => permission !== missing) });
    for (const walked of walkGuarded().filter((one) => needs(one, missing)))
      expect([walked.operation, await ask(walked, key)]).toEqual([
        walked.operation,
        { status: 403, code: 'FORBIDDEN' },
      ]);
  },
);

test('on every route about an account, a key is told to sign in', async () => {
  const { key } = await createKey(api, owner, { scopes: [...PERMISSIONS] });
  const routes = walkGuarded().filter(({ route }) => route.access.kind === 'signedIn');
  expect(routes.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(['GET /auth/me', 'POST /auth/password']),
  );
  for (const walked of routes)
    expect([walked.operation, await ask(walked, key)]).toEqual([
      walked.operation,
      { status: 403, code: 'USER_REQUIRED' },
    ]);
});

test('on every other route, a key with only the required scope can do what the scope permits', async () => {
  const keys = new Map<Permission, string>();
  for (const scope of PERMISSIONS) keys.set(scope, (await createKey(api, owner, { scopes: [scope] })).key);
  for (const walked of walkGuarded()) {
    const { access } = walked.route;
    if (access.kind !== 'permission') continue;
    const response = await ask(walked, keys.get(access.permission) ?? '');
    // What a key gives away is limited further: roles and scopes that it lacks.
    const isLimited = ['updateMember', 'createInvitation', 'createApiKey', 'rotateApiKey'].includes(
      walked.route.operationId,
    );
    const accepted = isLimited ? [403] : [200, 201, 202, 204, 302, 409];
    expect([walked.operation, response.code, accepted.includes(response.status)]).toEqual([
      walked.operation,
      response.code,
      true,
    ]);
  }
});
