import { randomUUID } from 'node:crypto';
import type { VideoId } from '@media/core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createVideo } from '../fixtures/create-video.js';
import { listen } from '../fixtures/listen.js';
import { startApi, type TestApi, until } from '../fixtures/start-api.js';

const MAX_STREAMS = 100;
let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ STREAMS_PER_USER: String(MAX_STREAMS) });
  ada = await signUp(api);
});
afterAll(() => api.close());

const newVideo = (): Promise<VideoId> => createVideo(api, ada);

test('a playback token can stream events of its own video only', async () => {
  const [mine, other] = [await newVideo(), await newVideo()];
  const { body } = await call(api, 'POST', `/videos/${mine}/playback-tokens`, { token: ada.token });
  const query = `?token=${body.token}`;
  await (await listen(api, mine, { query })).waitForMessages(1);
  expect((await listen(api, other, { query })).status).toBe(401);
});

test('an upper-case id identifies the same video, for its owner and for a playback token', async () => {
  const videoId = await newVideo();
  const inUpperCase = videoId.toUpperCase();
  const created = await call(api, 'POST', `/videos/${inUpperCase}/playback-tokens`, { token: ada.token });
  const query = `?token=${created.body.token}`;
  const streams = await Promise.all([
    listen(api, inUpperCase, { token: ada.token }),
    listen(api, inUpperCase, { query }),
    listen(api, videoId, { query }),
  ]);
  for (const stream of streams) await stream.waitForMessages(1);
  await call(api, 'POST', `/videos/${videoId}/cancel`, { token: ada.token });
  for (const stream of streams) {
    await until('the stream ends', stream.hasEnded);
    expect(stream.messages.at(-1)?.data).toEqual({ status: 'cancelled' });
  }
});

test('signing out ends the streams of that session', async () => {
  const { body } = await call(api, 'POST', '/auth/login', {
    body: { email: ada.email, password: 'correct horse battery' },
  });
  const stream = await listen(api, await newVideo(), { token: String(body.accessToken) });
  await stream.waitForMessages(1);
  await call(api, 'POST', '/auth/logout', { token: String(body.accessToken) });
  await until('the stream ends', stream.hasEnded);
});

test('an expired token ends its streams', async () => {
  const stream = await listen(api, await newVideo(), { token: ada.token });
  await stream.waitForMessages(1);
  expect(stream.hasEnded()).toBe(false);
  // The token is valid for minutes, so that the test can't be too slow. Then the clock jumps past its expiry.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000, shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  await until('the stream ends', stream.hasEnded);
});

test('streams per user are limited, and all streams share one Redis subscription', async () => {
  const bob = await signUp(api);
  const videoId = await createVideo(api, bob);
  const open = () => listen(api, videoId, { token: bob.token });
  const streams = await Promise.all(Array.from({ length: MAX_STREAMS }, open));
  expect(streams.filter(({ status }) => status !== 200)).toEqual([]);
  const refused = await call(api, 'GET', `/videos/${videoId}/events`, { token: bob.token });
  expect(refused).toMatchObject({ status: 429, body: { code: 'STREAMS_EXHAUSTED' } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  await (await listen(api, await newVideo(), { token: ada.token })).waitForMessages(1);
  const channel = `${api.deps.config.redis.prefix}:live`;
  expect(await api.deps.redis.pubsub('NUMSUB', channel)).toEqual([channel, 1]);
  streams[0]?.disconnect();
  await until('another stream can be opened', async () => (await open()).status === 200);
});

test("streams of another organization's video and of a nonexistent one get status 404", async () => {
  const { token } = await signUp(api);
  expect((await listen(api, await newVideo(), { token })).status).toBe(404);
  expect((await listen(api, randomUUID(), { token })).status).toBe(404);
});
