import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { listen } from '../fixtures/listen.js';
import { tokenIn, waitForMail } from '../fixtures/mails.js';
import { beginVideo, publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const NEW_PASSWORD = 'battery horse staple';

const changePassword = ({ token }: Person) =>
  call(api, 'POST', '/auth/password', { token, body: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } });
const resetPassword = async ({ email }: Person) => {
  await call(api, 'POST', '/auth/forgot-password', { body: { email } });
  const token = tokenIn(await waitForMail(api, email, 'Reset your password'));
  return call(api, 'POST', '/auth/reset-password', { body: { token, password: NEW_PASSWORD } });
};
const signOutEverywhere = ({ token }: Person) => call(api, 'DELETE', '/auth/sessions', { token });

/** URLs with playback tokens of a person: of each place that makes some. */
const linksOf = async ({ token }: Pick<Person, 'token'>, id: string): Promise<string[]> => {
  const made = await call(api, 'POST', `/videos/${id}/playback-tokens`, { token });
  const master = await call(api, 'GET', `/videos/${id}/hls/master.m3u8`, { token });
  const view = await call(api, 'GET', `/videos/${id}`, { token });
  const list = await call(api, 'GET', '/videos', { token });
  const texts = [made, master, view, list].map(({ text }) => /[?]token=([\w.-]+)/.exec(text)?.[1]);
  return texts.map((found) => `/videos/${id}/hls/master.m3u8?token=${found}`);
};
const statuses = (links: string[]) => Promise.all(links.map(async (link) => (await call(api, 'GET', link)).status));

const INVALID = { status: 401, body: { code: 'PLAYBACK_TOKEN_INVALID' } };

test.each([
  ['a changed password', changePassword],
  ['a reset password', resetPassword],
  ['signing out everywhere', signOutEverywhere],
])('%s ends all playback tokens that the user made, and those of nobody else', async (_, end) => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const id = await publishVideo(api, ada);
  await api.deps.database.sql.membership.create({
    data: { organizationId: ada.organizationId, userId: bob.userId, role: 'viewer' },
  });
  const [adas, bobs] = [await linksOf(ada, id), (await linksOf(bob, id)).slice(0, 3)];
  expect(await statuses([...adas, ...bobs])).toEqual(Array(7).fill(200));
  expect((await end(ada)).status).toBe(204);
  for (const link of adas) expect(await call(api, 'GET', link)).toMatchObject(INVALID);
  expect(await statuses(bobs)).toEqual([200, 200, 200]);
});

test('a token made after that works, although it has the same expiry', async () => {
  const ada = await signUp(api);
  const id = await publishVideo(api, ada);
  const [before = ''] = await linksOf(ada, id);
  await changePassword(ada);
  const [after = ''] = await linksOf(ada, id);
  expect(await statuses([before, after])).toEqual([401, 200]);
});

test('signing out of one session leaves playback tokens alone', async () => {
  const ada = await signUp(api);
  const id = await publishVideo(api, ada);
  const links = await linksOf(ada, id);
  expect((await call(api, 'POST', '/auth/logout', { token: ada.token })).status).toBe(204);
  expect(await statuses(links)).toEqual([200, 200, 200, 200]);
});

test('a member who leaves takes their playback tokens along', async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const id = await publishVideo(api, ada);
  const where = { organizationId: ada.organizationId, userId: bob.userId };
  await api.deps.database.sql.membership.create({ data: { ...where, role: 'viewer' } });
  const [link = ''] = await linksOf(bob, id);
  expect(await statuses([link])).toEqual([200]);
  const left = await call(api, 'DELETE', `/organizations/${ada.organizationId}/members/${bob.userId}`, {
    token: ada.token,
  });
  expect(left.status).toBe(204);
  expect(await call(api, 'GET', link)).toMatchObject(INVALID);
});

test('a revoked key takes the playback tokens that it made along, and no others', async () => {
  const ada = await signUp(api);
  const id = await publishVideo(api, ada);
  const [leaked, kept] = [await createKey(api, ada), await createKey(api, ada)];
  const [ended, others] = [await linksOf({ token: leaked.key }, id), await linksOf({ token: kept.key }, id)];
  expect(await statuses([...ended, ...others])).toEqual(Array(8).fill(200));
  expect((await call(api, 'DELETE', `/api-keys/${leaked.id}`, { token: ada.token })).status).toBe(204);
  for (const link of ended) expect(await call(api, 'GET', link)).toMatchObject(INVALID);
  expect(await statuses(others)).toEqual(Array(4).fill(200));
});

test('playback tokens of a rotated key work until the overlap ends, and those of an expired key until they expire', async () => {
  const ada = await signUp(api);
  const id = await publishVideo(api, ada);
  const rotate = async (overlapSeconds: number): Promise<string> => {
    const { id: keyId, key } = await createKey(api, ada);
    const [link = ''] = await linksOf({ token: key }, id);
    const body = { overlapSeconds };
    expect((await call(api, 'POST', `/api-keys/${keyId}/rotate`, { token: ada.token, body })).status).toBe(201);
    return link;
  };
  const expiring = await createKey(api, ada);
  const [ofExpired = ''] = await linksOf({ token: expiring.key }, id);
  await api.deps.database.sql.apiKey.update({ where: { id: expiring.id }, data: { expiresAt: new Date() } });
  expect((await call(api, 'GET', '/actor', { token: expiring.key })).status).toBe(401);
  expect(await statuses([await rotate(60), await rotate(0), ofExpired])).toEqual([200, 401, 200]);
});

test('an open event stream with a playback token ends', async () => {
  const ada = await signUp(api);
  const id = await beginVideo(api, ada);
  const { body } = await call(api, 'POST', `/videos/${id}/playback-tokens`, { token: ada.token });
  const stream = await listen(api, id, { query: `?token=${body.token}` });
  await stream.waitForMessages(1);
  await signOutEverywhere(ada);
  await until('the stream ends', () => stream.hasEnded());
});
