import type { OrganizationId, Role, VideoId } from '@media/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { type Listener, listen, listenToAll } from '../fixtures/listen.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';

const NEVER_MS = 3_600_000;
/** Only a Redis message can end a stream in time. */
const intervals = { heartbeatMs: 200, pollMs: NEVER_MS, checkAccessMs: NEVER_MS };

let api: TestApi;
let other: TestApi;
let ada: Person;
let team: OrganizationId;
let videoId: VideoId;
beforeAll(async () => {
  api = await startApi({}, { intervals });
  other = await startBeside(api, {}, { intervals });
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(async () => {
  ada = await signUp(api);
  const { body } = await call(api, 'POST', '/organizations', { token: ada.token, body: { name: 'Team' } });
  team = body.id as OrganizationId;
  videoId = await createVideo(api, { ...ada, organizationId: team });
});

const join = async (role: Role): Promise<Person> => {
  const person = await signUp(api);
  await api.deps.database.sql.membership.create({ data: { organizationId: team, userId: person.userId, role } });
  return person;
};
/** Opens both kinds of streams in both processes. */
const openStreams = async ({ token }: Person): Promise<Listener[]> => {
  const options = { token, headers: { 'x-organization-id': team } };
  const streams = await Promise.all(
    [api, other].flatMap((one) => [listenToAll(one, options), listen(one, videoId, options)]),
  );
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  return streams;
};
const allOver = (streams: Listener[]) => until('the streams end', () => streams.every(({ hasEnded }) => hasEnded()));
/** Waits until each stream has sent another heartbeat. */
const stillOpen = async (streams: Listener[]): Promise<void> => {
  const before = streams.map((stream) => stream.heartbeats());
  await until('each has another heartbeat', () => streams.every((one, n) => one.heartbeats() > (before[n] ?? 0)));
};
const member = ({ userId }: Person) => `/organizations/${team}/members/${userId}`;

test.each(['removing a member', 'leaving'])('%s ends their streams in every process, and no others', async (way) => {
  const [bob, eve] = [await join('editor'), await join('viewer')];
  const [ending, kept] = [await openStreams(bob), await openStreams(eve)];
  const { token } = way === 'leaving' ? bob : ada;
  expect((await call(api, 'DELETE', member(bob), { token })).status).toBe(204);
  await allOver(ending);
  await stillOpen(kept);
});

test('a demoted member keeps the streams that the new role permits', async () => {
  const bob = await join('admin');
  const streams = await openStreams(bob);
  const body = { role: 'viewer' };
  expect((await call(api, 'PATCH', member(bob), { token: ada.token, body })).status).toBe(200);
  await stillOpen(streams);
});

test('deleting an organization ends all of its streams in every process, also those with playback tokens', async () => {
  const bob = await join('viewer');
  const { body } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: ada.token });
  const byToken = await Promise.all([api, other].map((one) => listen(one, videoId, { query: `?token=${body.token}` })));
  expect(byToken.map(({ status }) => status)).toEqual([200, 200]);
  const streams = [...(await openStreams(ada)), ...(await openStreams(bob)), ...byToken];
  const kept = await listenToAll(api, { token: ada.token });
  expect((await call(api, 'DELETE', `/organizations/${team}?name=Team`, { token: ada.token })).status).toBe(204);
  await allOver(streams);
  await stillOpen([kept]);
});

test('a stream whose member was removed while it was being opened ends', async () => {
  const bob = await join('viewer');
  const [, ...opened] = await Promise.all([
    call(api, 'DELETE', member(bob), { token: ada.token }),
    ...Array.from({ length: 10 }, () => listen(other, videoId, { token: bob.token })),
  ]);
  await allOver(opened.filter(({ status }) => status === 200));
});
