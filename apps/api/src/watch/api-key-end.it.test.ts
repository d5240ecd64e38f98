import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createVideo } from '../fixtures/create-video.js';
import { type Listener, listen, listenToAll } from '../fixtures/listen.js';
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

const openStreams = async (person: Person, token: string): Promise<Listener[]> => {
  const videoId = await createVideo(api, person);
  const streams = await Promise.all(
    [api, other].flatMap((one) => [listenToAll(one, { token }), listen(one, videoId, { token })]),
  );
  expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
  return streams;
};
const allOver = (streams: Listener[]) => until('the streams end', () => streams.every(({ hasEnded }) => hasEnded()));

test.each(['revoked', 'expired', 'rotated', 'left'])(
  'the streams of a key that is %s end in every process, and no others',
  async (end) => {
    const ada = await signUp(api);
    const [kept, ending] = [await createKey(api, ada), await createKey(api, ada)];
    const keptStreams = await openStreams(ada, kept.key);
    const streams = await openStreams(ada, ending.key);
    const { organizationId, userId, token } = ada;
    const ways: Record<string, () => Promise<unknown>> = {
      revoked: () => call(api, 'DELETE', `/api-keys/${ending.id}`, { token }),
      rotated: () => call(api, 'POST', `/api-keys/${ending.id}/rotate`, { token }),
      expired: () => api.deps.database.sql.apiKey.update({ where: { id: ending.id }, data: { expiresAt: new Date() } }),
      left: () =>
        api.deps.database.sql.membership.delete({ where: { organizationId_userId: { organizationId, userId } } }),
    };
    await ways[end]?.();
    await allOver(streams);
    if (end === 'left') return allOver(keptStreams);
    const before = keptStreams.map((stream) => stream.heartbeats());
    await until('each has another heartbeat', () =>
      keptStreams.every((stream, index) => stream.heartbeats() > (before[index] ?? 0)),
    );
  },
);
