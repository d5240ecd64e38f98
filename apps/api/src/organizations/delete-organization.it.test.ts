import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { createUpload } from '../fixtures/send-bytes.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

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
  const { body } = await call(api, 'POST', '/organizations', { token: ada.token, body: { name: ' Acme Films ' } });
  team = body.id as string;
});

const inTeam = (): Person => ({ ...ada, organizationId: team as never });
const remove = (person: Person, query: string, organizationId = team) =>
  call(api, 'DELETE', `/organizations/${organizationId}${query}`, { token: person.token });
const NAMED = '?name=Acme%20Films';

test('an organization is deleted by an owner who repeats its name, and nothing of it can be reached from then on', async () => {
  const videoId = await createVideo(api, inTeam());
  const upload = await createUpload(api, inTeam());
  const { body } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: ada.token });
  const events = `/videos/${videoId}/events?token=${body.token}`;
  expect((await remove(ada, NAMED)).status).toBe(204);
  for (const path of [
    ...[`/organizations/${team}`, `/organizations/${team}/members`, `/videos/${videoId}`, `/videos/${videoId}/jobs`],
    ...[`/uploads/${upload.id}`, events, `/videos/${videoId}/hls/master.m3u8?token=${body.token}`],
  ])
    expect([
      path,
      (await call(api, 'GET', path, { token: path.includes('?') ? undefined : ada.token })).status,
    ]).toEqual([path, 404]);
  expect(await call(api, 'GET', '/videos', { token: ada.token, headers: { 'x-organization-id': team } })).toMatchObject(
    { status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } },
  );
  expect((await remove(ada, NAMED)).status).toBe(404);
  const list = await call(api, 'GET', '/organizations', { token: ada.token });
  expect(list.body.items).toMatchObject([{ id: ada.organizationId }]);
});

test('another name, a missing one and a personal organization delete nothing', async () => {
  const refused = { status: 422, body: { code: 'ORGANIZATION_NAME_WRONG' } };
  for (const name of ['acme films', 'Acme', 'Acme  Films'])
    expect(await remove(ada, `?name=${encodeURIComponent(name)}`)).toMatchObject(refused);
  expect(await remove(ada, '')).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
  const { body } = await call(api, 'GET', `/organizations/${ada.organizationId}`, { token: ada.token });
  expect(await remove(ada, `?name=${encodeURIComponent(body.name as string)}`, ada.organizationId)).toMatchObject({
    status: 409,
    body: { code: 'PERSONAL_ORGANIZATION' },
  });
  expect((await call(api, 'GET', `/organizations/${team}`, { token: ada.token })).status).toBe(200);
});

test('only owners delete an organization', async () => {
  for (const role of ['admin', 'editor', 'viewer'] as const) {
    const member = await signUp(api);
    await api.deps.database.sql.membership.create({ data: { organizationId: team, userId: member.userId, role } });
    const response = await remove(member, NAMED);
    expect([role, response]).toMatchObject([role, { status: 403, body: { code: 'FORBIDDEN' } }]);
    expect(response.body.detail).toContain('organization.manage');
  }
  expect((await remove(await signUp(api), NAMED)).status).toBe(404);
});

test('videos that workers process are removed at once, without waiting for the sweeper', async () => {
  const { sql } = api.deps.database;
  const [running, waiting] = [await createVideo(api, inTeam()), await createVideo(api, inTeam())];
  await sql.task.updateMany({ where: { videoId: running, kind: 'fetch' }, data: { status: 'running' } });
  expect((await remove(ada, NAMED)).status).toBe(204);
  expect(await sql.video.findMany({ where: { organizationId: team }, select: { id: true } })).toEqual([
    { id: waiting },
  ]);
});

test('of a deletion and changes of members at the same time, none brings a member back', async () => {
  const bob = await signUp(api);
  await api.deps.database.sql.membership.create({
    data: { organizationId: team, userId: bob.userId, role: 'viewer' },
  });
  const change = () =>
    call(api, 'PATCH', `/organizations/${team}/members/${bob.userId}`, { token: ada.token, body: { role: 'editor' } });
  const [deleted] = await Promise.all([remove(ada, NAMED), change(), change(), change()]);
  expect(deleted?.status).toBe(204);
  expect(await api.deps.database.sql.membership.count({ where: { organizationId: team } })).toBe(0);
});

test('an organization that does not exist is not found', async () => {
  expect(await remove(ada, NAMED, newId())).toMatchObject({ status: 404, body: { code: 'ORGANIZATION_NOT_FOUND' } });
});
