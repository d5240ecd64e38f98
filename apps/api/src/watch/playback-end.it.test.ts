import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { type Listener, listen } from '../fixtures/listen.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';

const NEVER_MS = 3_600_000;
/** Only the poll of the database, every 4 s in production, can end a stream in time. */
const INTERVALS = { heartbeatMs: 200, pollMs: 200, checkAccessMs: NEVER_MS };

let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  api = await startApi({}, { intervals: INTERVALS });
  other = await startBeside(api, {}, { intervals: INTERVALS });
});
afterAll(async () => {
  await other.close();
  await api.close();
});

/** Makes a playback token and opens streams with it in both processes. */
const openStreams = async (videoId: string, { token, organizationId }: Pick<Person, 'token' | 'organizationId'>) => {
  const headers = { 'x-organization-id': organizationId };
  const { body } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token, headers });
  const query = `?token=${body.token}`;
  const streams = await Promise.all([api, other].map((one) => listen(one, videoId, { query })));
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  return streams;
};
const allOver = (streams: Listener[]) => until('the streams end', () => streams.every(({ hasEnded }) => hasEnded()));
/** Waits until each stream has sent two heartbeats: more than one poll has passed. */
const stillOpen = async (streams: Listener[]): Promise<void> => {
  const before = streams.map((stream) => stream.heartbeats());
  await until('each has more heartbeats', () => streams.every((one, n) => one.heartbeats() > (before[n] ?? 0) + 2));
};

const MEMBER_ENDS: Record<string, (bob: Person, ada: Person) => Promise<unknown>> = {
  'signing out everywhere': ({ token }) => call(api, 'DELETE', '/auth/sessions', { token }),
  'a changed password': ({ token }) =>
    call(api, 'POST', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'another password' },
    }),
  'the end of a membership that Redis does not report': ({ userId }, { organizationId }) =>
    api.deps.database.sql.membership.delete({ where: { organizationId_userId: { organizationId, userId } } }),
};

test.each(Object.keys(MEMBER_ENDS))(
  '%s ends the streams by playback tokens that the member made in every process, and no others',
  async (way) => {
    const [ada, bob] = [await signUp(api), await signUp(api)];
    const { organizationId } = ada;
    await api.deps.database.sql.membership.create({ data: { organizationId, userId: bob.userId, role: 'viewer' } });
    const videoId = await createVideo(api, ada);
    const [kept, ending] = [
      await openStreams(videoId, ada),
      await openStreams(videoId, { token: bob.token, organizationId }),
    ];
    await MEMBER_ENDS[way]?.(bob, ada);
    await allOver(ending);
    await stillOpen(kept);
  },
);

test('a revoked or rotated key ends the streams by playback tokens that it made, and one that expires does not', async () => {
  const ada = await signUp(api);
  const { organizationId, token } = ada;
  const videoId = await createVideo(api, ada);
  const made = async () => {
    const { id, key } = await createKey(api, ada);
    return { id, streams: await openStreams(videoId, { token: key, organizationId }) };
  };
  const [revoked, rotated, expired] = [await made(), await made(), await made()];
  await call(api, 'DELETE', `/api-keys/${revoked.id}`, { token });
  await call(api, 'POST', `/api-keys/${rotated.id}/rotate`, { token });
  await api.deps.database.sql.apiKey.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
  await allOver([...revoked.streams, ...rotated.streams]);
  await stillOpen(expired.streams);
});
