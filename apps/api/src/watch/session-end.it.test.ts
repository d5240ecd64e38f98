import type { VideoId } from '@media/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, PASSWORD, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { type Listener, listen, listenToAll } from '../fixtures/listen.js';
import { startApi, startBeside, type TestApi, until } from '../fixtures/start-api.js';
import type { StreamIntervals } from './stream-intervals.js';

const NEVER_MS = 3_600_000;
/** Only a Redis message can end a stream in time. */
const BY_REDIS: StreamIntervals = { heartbeatMs: 200, pollMs: NEVER_MS, checkAccessMs: NEVER_MS };
/** Polls the database for lost messages. */
const BY_DATABASE: StreamIntervals = { heartbeatMs: 200, pollMs: 200, checkAccessMs: NEVER_MS };

let api: TestApi;
let other: TestApi;
beforeAll(async () => {
  api = await startApi({}, { intervals: BY_REDIS });
  other = await startBeside(api, {}, { intervals: BY_REDIS });
});
afterAll(async () => {
  await other.close();
  await api.close();
});

const signInAgain = async ({ email }: Person) => {
  const { body } = await call(api, 'POST', '/auth/login', { body: { email, password: PASSWORD } });
  return { token: String(body.accessToken), refreshToken: String(body.refreshToken) };
};
/** Opens both kinds of streams in both processes. */
const openStreams = async (videoId: VideoId, token: string, at = [api, other]): Promise<Listener[]> => {
  const streams = await Promise.all(
    at.flatMap((one) => [listenToAll(one, { token }), listen(one, videoId, { token })]),
  );
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  return streams;
};
const allOver = (streams: Listener[]) => until('the streams end', () => streams.every(({ hasEnded }) => hasEnded()));
const heartbeats = (streams: Listener[]) => streams.map((stream) => stream.heartbeats());
/** Waits until each stream has sent another heartbeat. */
const stillOpen = async (streams: Listener[]): Promise<void> => {
  const before = heartbeats(streams);
  await until('each has another heartbeat', () => heartbeats(streams).every((count, n) => count > (before[n] ?? 0)));
};

type Ways = Record<
  string,
  (kept: Person, ended: { token: string; refreshToken: string }) => Promise<{ status: number }>
>;
const WAYS: Ways = {
  'signing out': (_, { token }) => call(api, 'POST', '/auth/logout', { token }),
  'revoking the session': async (kept, { token }) => {
    const { sessionId } = await api.deps.tokens.verifyAccess(token);
    return call(api, 'DELETE', `/auth/sessions/${sessionId}`, { token: kept.token });
  },
  'changing the password': ({ token }) =>
    call(api, 'POST', '/auth/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword: 'a long new one 77' },
    }),
  'reusing a refresh token': async (_, { refreshToken, token }) => {
    const { sessionId } = await api.deps.tokens.verifyAccess(token);
    await api.deps.database.sql.session.update({ where: { id: sessionId }, data: { refreshJti: 'another' } });
    const { status } = await call(api, 'POST', '/auth/refresh', { body: { refreshToken } });
    return { status: status === 401 ? 204 : status };
  },
};

test.each(Object.keys(WAYS))('%s ends the streams of that session in every process, and no others', async (way) => {
  const ada = await signUp(api);
  const [ending, videoId] = [await signInAgain(ada), await createVideo(api, ada)];
  const kept = await openStreams(videoId, ada.token);
  const streams = await openStreams(videoId, ending.token);
  expect((await WAYS[way]?.(ada, ending))?.status).toBe(204);
  await allOver(streams);
  await stillOpen(kept);
});

test("signing out everywhere ends all of the user's streams in every process, and no others", async () => {
  const [ada, bob] = [await signUp(api), await signUp(api)];
  const phone = await signInAgain(ada);
  const videoId = await createVideo(api, ada);
  const bobs = await openStreams(await createVideo(api, bob), bob.token);
  const streams = [...(await openStreams(videoId, ada.token)), ...(await openStreams(videoId, phone.token))];
  await call(api, 'DELETE', '/auth/sessions', { token: phone.token });
  await allOver(streams);
  await stillOpen(bobs);
});

test('a stream with a playback token is not ended with a session', async () => {
  const ada = await signUp(api);
  const videoId = await createVideo(api, ada);
  const { body } = await call(api, 'POST', `/videos/${videoId}/playback-tokens`, { token: ada.token });
  const stream = await listen(api, videoId, { query: `?token=${body.token}` });
  await call(api, 'DELETE', '/auth/sessions', { token: ada.token });
  await stillOpen([stream]);
});

test('an access token is rejected as soon as its session has ended', async () => {
  const ada = await signUp(api);
  await call(api, 'POST', '/auth/logout', { token: ada.token });
  for (const one of [api, other]) {
    expect((await call(one, 'GET', '/auth/me', { token: ada.token })).status).toBe(401);
    expect((await listenToAll(one, { token: ada.token })).status).toBe(401);
  }
});

describe('without a Redis message', () => {
  test('streams of revoked and expired sessions end after a database poll', async () => {
    const looking = await startBeside(api, {}, { intervals: BY_DATABASE });
    try {
      const ada = await signUp(api);
      const videoId = await createVideo(api, ada);
      for (const data of [{ revokedAt: new Date() }, { expiresAt: new Date() }]) {
        const { token } = await signInAgain(ada);
        const [kept, streams] = [
          await openStreams(videoId, ada.token, [looking]),
          await openStreams(videoId, token, [looking]),
        ];
        const { sessionId } = await api.deps.tokens.verifyAccess(token);
        await api.deps.database.sql.session.update({ where: { id: sessionId }, data });
        await allOver(streams);
        await stillOpen(kept);
      }
    } finally {
      await looking.close();
    }
  });
});
