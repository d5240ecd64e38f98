import { ROLE_PERMISSIONS, type VideoId } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  ada = await signUp(api);
});
afterAll(() => api.close());

test('a user acts in their personal organization, or in the one in the header', async () => {
  const { token, userId: id, organizationId } = ada;
  const personal = { type: 'user', id, organizationId, role: 'owner', permissions: ROLE_PERMISSIONS.owner };
  expect(await call(api, 'GET', '/actor', { token })).toMatchObject({ status: 200, body: personal });

  const other = await signUp(api);
  const membership = { organizationId: other.organizationId, userId: id, role: 'viewer' } as const;
  await api.deps.database.sql.membership.create({ data: membership });
  const headers = { 'x-organization-id': other.organizationId };
  const { body } = await call(api, 'GET', '/actor', { token, headers });
  expect(body).toEqual({
    ...{ type: 'user', id, organizationId: other.organizationId },
    ...{ role: 'viewer', permissions: ROLE_PERMISSIONS.viewer },
  });
});

test('the holder of a playback token can read one video and has no role', async () => {
  const id = newId<'VideoId'>();
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId, id as VideoId);
  const { status, body } = await call(api, 'GET', `/actor?token=${token}`);
  const { organizationId } = ada;
  expect(status).toBe(200);
  expect(body).toEqual({ type: 'playback', id, organizationId, permissions: ['video.read'] });
});

test('requests without credentials, or for an organization of other users, have no actor', async () => {
  expect(await call(api, 'GET', '/actor')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  expect(await call(api, 'GET', '/actor?token=wrong')).toMatchObject({
    status: 401,
    body: { code: 'PLAYBACK_TOKEN_INVALID' },
  });
  const headers = { 'x-organization-id': (await signUp(api)).organizationId };
  const response = await call(api, 'GET', '/actor', { token: ada.token, headers });
  expect(response).toMatchObject({ status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } });
});
