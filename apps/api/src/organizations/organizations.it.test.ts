import { type Permission, ROLE_PERMISSIONS, type Role } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
/** An organization of Ada's that isn't her personal one. */
let team: string;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
  team = await create(ada, 'Team');
});

const as = (person: Person, method: string, path: string, body?: object) =>
  call(api, method, path, { token: person.token, ...(body && { body }) });

const create = async (person: Person, name: string): Promise<string> => {
  const { status, body } = await as(person, 'POST', '/organizations', { name });
  expect({ status, body }).toMatchObject({ status: 201, body: { name, role: 'owner', isPersonal: false } });
  return body.id as string;
};

const join = async (role: Role, organizationId = team): Promise<Person> => {
  const person = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: person.userId, role } });
  return person;
};

const members = (person: Person, query = '') => as(person, 'GET', `/organizations/${team}/members${query}`);
const member = ({ userId }: { userId: string }) => `/organizations/${team}/members/${userId}`;
const rolesIn = async (): Promise<unknown> => {
  const { body } = await members(ada);
  return (body.items as { userId: string; role: string }[]).map(({ userId, role }) => [userId, role]);
};

test('an organization is created, listed after the personal one, viewed and renamed', async () => {
  const second = await create(ada, 'Second');
  const { body } = await as(ada, 'GET', '/organizations');
  expect(body).toEqual({
    items: [
      expect.objectContaining({ id: ada.organizationId, isPersonal: true, role: 'owner' }),
      expect.objectContaining({ id: team, name: 'Team', isPersonal: false }),
      expect.objectContaining({ id: second, name: 'Second' }),
    ],
    nextCursor: null,
  });
  expect(await as(ada, 'PATCH', `/organizations/${team}`, { name: 'Renamed' })).toMatchObject({
    status: 200,
    body: { id: team, name: 'Renamed', role: 'owner' },
  });
  expect(await as(ada, 'GET', `/organizations/${team}`)).toMatchObject({ status: 200, body: { name: 'Renamed' } });
  expect((await as(ada, 'PATCH', `/organizations/${team}`, { name: '' })).status).toBe(422);
});

test('a user owns no more organizations than the server allows, also by creating several at once', async () => {
  const limited = await startBeside(api, { ORGANIZATIONS_PER_USER: '3' });
  const owner = await signUp(limited);
  const attempt = (name: string) => call(limited, 'POST', '/organizations', { token: owner.token, body: { name } });
  const statuses = (await Promise.all(['A', 'B', 'C', 'D', 'E'].map(attempt))).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([201, 201, 201, 409, 409]);
  expect(await attempt('F')).toMatchObject({ status: 409, body: { code: 'TOO_MANY_ORGANIZATIONS' } });
  // A deleted one makes room.
  const { items } = (await as(owner, 'GET', '/organizations')).body as { items: { id: string; name: string }[] };
  const { id = '', name = '' } = items[1] ?? {};
  await as(owner, 'DELETE', `/organizations/${id}?name=${name}`);
  expect((await attempt('F')).status).toBe(201);
  await limited.close();
});

test('lists of organizations and members are complete, page by page', async () => {
  const names = ['A', 'B', 'C'];
  for (const name of names) await create(ada, name);
  const everybody = [ada, await join('admin'), await join('editor'), await join('viewer')].map(({ userId }) => userId);
  const readAll = async (path: string): Promise<Record<string, unknown>[]> => {
    const items: Record<string, unknown>[] = [];
    for (let cursor: unknown = ''; cursor !== null; ) {
      const { status, body } = await as(ada, 'GET', `${path}?limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(status).toBe(200);
      items.push(...(body.items as Record<string, unknown>[]));
      cursor = body.nextCursor;
    }
    return items;
  };
  expect((await readAll('/organizations')).map(({ name }) => name).slice(1)).toEqual(['Team', ...names]);
  expect((await readAll(`/organizations/${team}/members`)).map(({ userId }) => userId)).toEqual(everybody);
  expect(await members(ada, '?cursor=nonsense')).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('a member has an email address, a name, a role and the time since when', async () => {
  const before = Date.now();
  const bob = await join('viewer');
  await as(bob, 'PATCH', '/auth/me', { name: 'Bob' });
  const { body } = await members(bob);
  const [, item] = body.items as { joinedAt: string }[];
  expect(item).toEqual({
    ...{ userId: bob.userId, email: bob.email, name: 'Bob', role: 'viewer' },
    joinedAt: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(Date.parse(item?.joinedAt ?? '')).toBeGreaterThan(before - 60_000);
});

test('nobody gives, changes or removes a role above their own', async () => {
  const [admin, editor] = [await join('admin'), await join('editor')];
  const refused = { status: 403, body: { code: 'ROLE_TOO_HIGH' } };
  expect(await as(admin, 'PATCH', member(editor), { role: 'owner' })).toMatchObject(refused);
  expect(await as(admin, 'PATCH', member(admin), { role: 'owner' })).toMatchObject(refused);
  expect(await as(admin, 'PATCH', member(ada), { role: 'viewer' })).toMatchObject(refused);
  expect(await as(admin, 'DELETE', member(ada))).toMatchObject(refused);
  expect(await rolesIn()).toEqual([
    [ada.userId, 'owner'],
    [admin.userId, 'admin'],
    [editor.userId, 'editor'],
  ]);
  expect(await as(admin, 'PATCH', member(editor), { role: 'admin' })).toMatchObject({
    status: 200,
    body: { userId: editor.userId, role: 'admin' },
  });
});

test('an API key neither demotes nor removes a member who has permissions that it lacks', async () => {
  const [owner, admin, editor] = [await join('owner'), await join('admin'), await join('editor')];
  const scopes: Permission[] = [...ROLE_PERMISSIONS.editor, 'member.manage'];
  const { key: token } = await createKey(api, ada, { organizationId: team, scopes });
  const refused = { status: 403, body: { code: 'ROLE_TOO_HIGH' } };
  for (const person of [ada, owner, admin]) {
    expect(await call(api, 'PATCH', member(person), { token, body: { role: 'viewer' } })).toMatchObject(refused);
    expect(await call(api, 'DELETE', member(person), { token })).toMatchObject(refused);
  }
  expect((await call(api, 'PATCH', member(editor), { token, body: { role: 'viewer' } })).status).toBe(200);
  expect((await call(api, 'DELETE', member(editor), { token })).status).toBe(204);
});

test('members without the permission change nobody, but everybody can leave', async () => {
  const [editor, viewer] = [await join('editor'), await join('viewer')];
  expect(await as(editor, 'PATCH', member(viewer), { role: 'viewer' })).toMatchObject({ status: 403 });
  const response = await as(editor, 'DELETE', member(viewer));
  expect(response).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  expect(response.body.detail).toContain('member.manage');
  expect((await as(viewer, 'DELETE', member(viewer))).status).toBe(204);
  expect(await members(viewer)).toMatchObject({ status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } });
  expect(await rolesIn()).toEqual([
    [ada.userId, 'owner'],
    [editor.userId, 'editor'],
  ]);
});

test('a playback token neither reads nor removes members', async () => {
  const bob = await join('viewer');
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId, newId() as never);
  expect((await call(api, 'DELETE', `${member(bob)}?token=${token}`)).status).toBe(403);
  expect((await call(api, 'GET', `/organizations/${team}/members?token=${token}`)).status).toBe(401);
  expect(await rolesIn()).toHaveLength(2);
});

test('the last owner stays, and the account of a personal organization is always an owner of it', async () => {
  const lastOwner = { status: 409, body: { code: 'LAST_OWNER' } };
  expect(await as(ada, 'DELETE', member(ada))).toMatchObject(lastOwner);
  expect(await as(ada, 'PATCH', member(ada), { role: 'admin' })).toMatchObject(lastOwner);
  const other = await join('owner');
  expect((await as(ada, 'PATCH', member(ada), { role: 'admin' })).status).toBe(200);
  expect(await as(other, 'DELETE', member(other))).toMatchObject(lastOwner);

  const personal = `/organizations/${ada.organizationId}/members/${ada.userId}`;
  const partner = await join('owner', ada.organizationId);
  const refused = { status: 409, body: { code: 'PERSONAL_ORGANIZATION' } };
  expect(await as(ada, 'DELETE', personal)).toMatchObject(refused);
  expect(await as(partner, 'DELETE', personal)).toMatchObject(refused);
  expect(await as(partner, 'PATCH', personal, { role: 'viewer' })).toMatchObject(refused);
});

test('however many owners leave or step down at once, one remains', async () => {
  const others = [await join('owner'), await join('owner'), await join('owner')];
  const owners = [ada, ...others];
  const responses = await Promise.all(
    owners.map((owner, index) =>
      index % 2 === 0 ? as(owner, 'DELETE', member(owner)) : as(owner, 'PATCH', member(owner), { role: 'viewer' }),
    ),
  );
  expect(responses.filter(({ status }) => status === 409)).toHaveLength(1);
  const count = await api.deps.database.sql.membership.count({ where: { organizationId: team, role: 'owner' } });
  expect(count).toBe(1);
});

test('a role changes what a member can do at once', async () => {
  const bob = await join('editor');
  const headers = { 'x-organization-id': team };
  const upload = () =>
    call(api, 'POST', '/uploads', { token: bob.token, headers, body: { fileName: 'a.mp4', sizeBytes: 1 } });
  expect((await upload()).status).toBe(201);
  await as(ada, 'PATCH', member(bob), { role: 'viewer' });
  expect(await upload()).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  await as(ada, 'DELETE', member(bob));
  expect(await upload()).toMatchObject({ status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } });
});

test('organizations and members of others do not exist', async () => {
  const outsider = await signUp(api);
  for (const [method, path, body] of [
    ['GET', `/organizations/${team}`],
    ['PATCH', `/organizations/${team}`, { name: 'Mine' }],
    ['GET', `/organizations/${team}/members`],
    ['PATCH', member(ada), { role: 'viewer' }],
    ['DELETE', member(ada)],
    ['DELETE', member(outsider)],
    ['GET', `/organizations/${newId()}`],
  ] as const)
    expect([method, path, await as(outsider, method, path, body)]).toMatchObject([
      method,
      path,
      { status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } },
    ]);
  expect(await as(ada, 'DELETE', member(outsider))).toMatchObject({ status: 404, body: { code: 'MEMBER_NOT_FOUND' } });
});
