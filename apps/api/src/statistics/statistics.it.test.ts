import type { OrganizationStatisticsView, VideoStatisticsView, ViewingView } from '@media/contracts';
import { dayAfter, dayOf, HEAT_BUCKETS, NO_VIEWS, type VideoId } from '@media/core';
import { newId, statisticsRepository } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Call, call, type Person, signUp } from '../fixtures/call.js';
import { createKey } from '../fixtures/create-key.js';
import { createShare } from '../fixtures/create-share.js';
import { publishVideo, shareVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

/** The duration of test videos is 20 s, so each part is 200 ms long. */
const PLAY = { play: true };

let api: TestApi;
let other: TestApi;
let ada: Person;
let video: VideoId;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
  other = await startBeside(api);
});
beforeEach(async () => {
  ada = await signUp(api);
  video = await shareVideo(api, ada);
});
afterAll(async () => {
  await other.close();
  await api.close();
});

let addresses = 0;
const newAddress = (): string => `203.0.${Math.floor(++addresses / 250)}.${addresses % 250}`;
type Sender = { from?: string; at?: TestApi } & Call;
/** From an address of its own, unless one is given. */
const send = (id: string, body: unknown, { from = newAddress(), at = api, headers, ...rest }: Sender = {}) =>
  call(at, 'POST', `/videos/${id}/beacons`, {
    ...rest,
    body,
    headers: { 'x-forwarded-for': from, 'user-agent': 'Browser/1', ...headers },
  });
const flush = () => Promise.all([api, other].map(({ deps }) => deps.viewCounter.flush()));
const view = async (id: string = video, query = '') => {
  await flush();
  const { body } = await call(api, 'GET', `/videos/${id}/statistics${query}`, { token: ada.token });
  return body as VideoStatisticsView;
};
const totals = async (id: string = video) => (await view(id)).totals;
const NOTHING = { plays: 0, sessions: 0, watchedSeconds: 0 };
const visible = (id: string, visibility: string) =>
  call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { visibility } });
const switchCounting = (viewerStatistics: boolean) =>
  call(api, 'PATCH', `/organizations/${ada.organizationId}`, { token: ada.token, body: { viewerStatistics } });
/** Lets a time pass for the viewers of a video, by moving their past. */
const letPass = async (ms: number, id: string = video) => {
  const { redis, config } = api.deps;
  const key = `${config.redis.prefix}:viewers:${dayOf(Date.now())}:${id}`;
  for (const [viewer, used] of Object.entries(await redis.hgetall(key)))
    await redis.hset(key, viewer, String(Number(used) - ms));
};

test('a play is one play and one session, and a reload is another play of the same session', async () => {
  const from = newAddress();
  expect((await send(video, PLAY, { from })).status).toBe(204);
  expect(await totals()).toEqual({ plays: 1, sessions: 1, watchedSeconds: 0 });
  await send(video, PLAY, { from, at: other });
  expect(await totals()).toEqual({ plays: 2, sessions: 1, watchedSeconds: 0 });
  await send(video, PLAY, { from, headers: { 'user-agent': 'Browser/2' } });
  await send(video, PLAY);
  expect(await totals()).toEqual({ plays: 4, sessions: 3, watchedSeconds: 0 });
});

test('what was watched appears by day, in total and part by part', async () => {
  const from = newAddress();
  await send(video, PLAY, { from });
  await letPass(8_000);
  await send(video, { watchedMs: 8_000, buckets: [0, 1, 2, 2] }, { from });
  const today = dayOf(Date.now());
  const { from: first, to, days, heatmap, disabledBy, totals: all } = await view();
  expect({ first, to, disabledBy, all }).toEqual({
    ...{ first: dayAfter(today, -27), to: today, disabledBy: null },
    all: { plays: 1, sessions: 1, watchedSeconds: 8 },
  });
  expect(days).toHaveLength(28);
  expect(days.at(-1)).toEqual({ date: today, plays: 1, sessions: 1, watchedSeconds: 8 });
  expect(days.slice(0, -1)).toEqual(days.slice(0, -1).map(({ date }) => ({ date, ...NOTHING })));
  expect(heatmap).toEqual([1, 1, 2, ...Array(HEAT_BUCKETS - 3).fill(0)]);
});

test('no more than twice the time that has passed counts, however often it is claimed', async () => {
  const from = newAddress();
  const claim = { watchedMs: 600_000, buckets: Array.from({ length: 200 }, (_, n) => n % 100) };
  const now = async () => {
    const [seconds, microseconds] = await api.deps.redis.time();
    return Number(seconds) + Number(microseconds) / 1e6;
  };
  const started = await now();
  await send(video, { ...claim, play: true }, { from });
  expect(await view()).toMatchObject({ totals: { plays: 1, watchedSeconds: 0 }, heatmap: Array(100).fill(0) });
  await letPass(5_000);
  await Promise.all(Array.from({ length: 20 }, (_, n) => send(video, claim, { from, at: n % 2 ? api : other })));
  const passed = 5 + (await now()) - started;
  const { totals: counted, heatmap } = await view();
  expect(counted.watchedSeconds).toBeGreaterThanOrEqual(10);
  expect(counted.watchedSeconds).toBeLessThanOrEqual(Math.ceil(2 * passed));
  // Entering a part takes 200 ms, and each beacon can round up once.
  const entered = heatmap.reduce((sum, times) => sum + times, 0);
  expect(entered).toBeLessThanOrEqual(10 * passed + 20);
});

test('silence counts for a minute and a half at most', async () => {
  const from = newAddress();
  await send(video, PLAY, { from });
  await letPass(3_600_000);
  await send(video, { watchedMs: 600_000 }, { from });
  expect((await totals()).watchedSeconds).toBe(180);
});

test('one network can start a video a hundred times an hour', async () => {
  const from = newAddress();
  const responses = await Promise.all(
    Array.from({ length: 130 }, (_, n) =>
      send(video, PLAY, { from, headers: { 'user-agent': `Browser/${n}` }, at: n % 2 ? api : other }),
    ),
  );
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([204]));
  expect(await totals()).toEqual({ plays: 100, sessions: 100, watchedSeconds: 0 });
  await send(video, PLAY);
  expect(await totals()).toMatchObject({ plays: 101, sessions: 101 });
});

test('more than 300 beacons a minute from one network are refused, whatever they are about', async () => {
  const from = newAddress();
  const ids = [video, newId(), await publishVideo(api, ada)];
  const responses = await Promise.all(Array.from({ length: 310 }, (_, n) => send(ids[n % 3] ?? '', PLAY, { from })));
  const refused = responses.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(10);
  expect(refused[0]?.body.code).toBe('TOO_MANY_REQUESTS');
  expect(refused[0]?.headers.get('ratelimit')).toMatch(/"beacons";r=0/);
});

test('parallel beacons of many viewers at two processes count exactly', async () => {
  const viewers = Array.from({ length: 60 }, newAddress);
  await Promise.all(viewers.map((from, n) => send(video, PLAY, { from, at: n % 2 ? api : other })));
  await Promise.all([flush(), flush(), flush()]);
  await letPass(10_000);
  const watching = { watchedMs: 4_000, buckets: [7] };
  await Promise.all(
    viewers.flatMap((from) => [send(video, watching, { from }), send(video, watching, { from, at: other }), flush()]),
  );
  const { totals: counted, heatmap } = await view();
  expect(counted).toEqual({ plays: 60, sessions: 60, watchedSeconds: 480 });
  expect(heatmap[7]).toBe(120);
});

test('private, deleted and unknown videos, bad tokens and refused viewers get the same response as counted ones', async () => {
  const hidden = await publishVideo(api, ada);
  const deleted = await shareVideo(api, ada);
  await call(api, 'DELETE', `/videos/${deleted}`, { token: ada.token });
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId, hidden);
  const foreign = `${video}/beacons?token=${token}`;
  const paths = [
    video,
    hidden,
    deleted,
    newId(),
    ...['x', 'x'.repeat(2_000)].map((one) => `${video}/beacons?token=${one}`),
  ];
  const responses = await Promise.all(
    [...paths, foreign].map((path) =>
      call(api, 'POST', `/videos/${path.includes('/') ? path : `${path}/beacons`}`, {
        body: PLAY,
        headers: { 'x-forwarded-for': newAddress() },
      }),
    ),
  );
  const comparable = responses.map(({ status, text, headers }) => ({
    status,
    text,
    names: [...headers.keys()].sort(),
  }));
  expect(comparable).toEqual(Array(7).fill(comparable[0]));
  expect(comparable[0]).toMatchObject({ status: 204, text: '' });
  expect(await totals()).toMatchObject({ plays: 1 });
  expect(await totals(hidden)).toEqual(NOTHING);
});

test('viewers by share link and by playback token are counted, until the link is revoked', async () => {
  await visible(video, 'private');
  const share = await createShare(api, ada, video);
  const opened = await call(api, 'POST', '/shares/open', { body: { token: share.token } });
  const { beaconUrl = '' } = opened.body as ViewingView;
  expect(beaconUrl).toMatch(`${api.baseUrl}/videos/${video}/beacons?token=`);
  const sendTo = (url: string) =>
    call(api, 'POST', url.slice(api.baseUrl.length), { body: PLAY, headers: { 'x-forwarded-for': newAddress() } });
  expect((await sendTo(beaconUrl)).status).toBe(204);
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId, video);
  await sendTo(`${api.baseUrl}/videos/${video}/beacons?token=${token}`);
  expect(await totals()).toMatchObject({ plays: 2, sessions: 2 });
  await call(api, 'DELETE', `/videos/${video}/shares/${share.id}`, { token: ada.token });
  expect((await sendTo(beaconUrl)).status).toBe(204);
  expect(await totals()).toMatchObject({ plays: 2 });
});

test('members and their programs are not counted', async () => {
  const { key } = await createKey(api, ada, { scopes: ['video.read'] });
  for (const token of [ada.token, key, (await signUp(api)).token, 'nonsense'])
    expect((await send(video, PLAY, { token })).status).toBe(204);
  expect(await totals()).toEqual(NOTHING);
});

test.each(['sec-gpc', 'dnt'])('a viewer who sends %s: 1 is not counted', async (header) => {
  expect((await send(video, PLAY, { headers: { [header]: '1' } })).status).toBe(204);
  expect(await totals()).toEqual(NOTHING);
});

test('an owner switches counting off, which keeps what was counted, is recorded, and stops players', async () => {
  await send(video, PLAY);
  expect((await call(api, 'GET', `/watch/${video}`)).body.beaconUrl).toBe(`${api.baseUrl}/videos/${video}/beacons`);
  expect((await switchCounting(false)).body).toMatchObject({ viewerStatistics: false });
  await send(video, PLAY);
  expect(await view()).toMatchObject({ disabledBy: 'organization', totals: { plays: 1 } });
  expect((await call(api, 'GET', `/watch/${video}`)).body).not.toHaveProperty('beaconUrl');
  const audit = await call(api, 'GET', '/audit?action=organization.statistics_changed', { token: ada.token });
  expect(audit.body.items).toMatchObject([{ metadata: { to: 'off' } }]);
  await switchCounting(true);
  await send(video, PLAY);
  expect(await view()).toMatchObject({ disabledBy: null, totals: { plays: 2 } });
});

test('a server with VIEWER_STATISTICS=off counts nothing and says so', async () => {
  const off = await startBeside(api, { VIEWER_STATISTICS: 'off' });
  try {
    expect((await send(video, PLAY, { at: off })).status).toBe(204);
    await off.deps.viewCounter.flush();
    expect((await call(off, 'GET', `/watch/${video}`)).body).not.toHaveProperty('beaconUrl');
    const { body } = await call(off, 'GET', `/videos/${video}/statistics`, { token: ada.token });
    expect(body).toMatchObject({ disabledBy: 'server', totals: NOTHING });
  } finally {
    await off.close();
  }
});

test('statistics of a period, and periods that are refused', async () => {
  const repository = statisticsRepository(api.deps.database);
  const one = { ...NO_VIEWS, videoId: video, plays: 1 };
  await repository.add([
    { ...one, day: '2026-01-01' },
    { ...one, day: '2026-01-03', watchedMs: 1_500 },
  ]);
  const { days } = await view(video, '?from=2026-01-01&to=2026-01-02');
  expect(days.map(({ date, plays }) => [date, plays])).toEqual([
    ['2026-01-01', 1],
    ['2026-01-02', 0],
  ]);
  expect((await view(video, '?to=2026-01-03')).totals).toEqual({ plays: 2, sessions: 0, watchedSeconds: 2 });
  const status = async (query: string) =>
    (await call(api, 'GET', `/videos/${video}/statistics?${query}`, { token: ada.token })).status;
  expect(await status('from=2026-01-02&to=2026-01-01')).toBe(422);
  expect(await status('from=2025-01-01&to=2026-01-01')).toBe(200);
  expect(await status('from=2024-12-31&to=2026-01-01')).toBe(422);
  expect(await status('from=0000-01-01')).toBe(422);
});

test('statistics of an organization have its top videos, without those in the trash or of others', async () => {
  const [second, third] = [await shareVideo(api, ada), await shareVideo(api, ada)];
  const bob = await signUp(api);
  const foreign = await shareVideo(api, bob);
  for (const id of [video, second, second, third, third, third, foreign]) await send(id, PLAY);
  const ofAll = async () => {
    await flush();
    const path = `/organizations/${ada.organizationId}/statistics`;
    return (await call(api, 'GET', path, { token: ada.token })).body as OrganizationStatisticsView;
  };
  const before = await ofAll();
  expect(before.topVideos.map(({ id, plays }) => [id, plays])).toEqual([
    [third, 3],
    [second, 2],
    [video, 1],
  ]);
  expect(before).toMatchObject({ totals: { plays: 6, sessions: 6 }, disabledBy: null });
  await call(api, 'DELETE', `/videos/${third}`, { token: ada.token });
  const after = await ofAll();
  expect([after.totals.plays, after.topVideos.map(({ id }) => id)]).toEqual([3, [second, video]]);
});

test('deleting a video for good deletes its statistics, and views that were not written yet are lost with it', async () => {
  await send(video, PLAY);
  await flush();
  const kept = await shareVideo(api, ada);
  await Promise.all([send(video, PLAY), send(kept, PLAY)]);
  await call(api, 'DELETE', `/videos/${video}?permanently=true`, { token: ada.token });
  await flush();
  const { database } = api.deps;
  expect(await database.sql.videoStatistics.findMany({ where: { organizationId: ada.organizationId } })).toMatchObject([
    { videoId: kept, plays: 1 },
  ]);
});

test('neither tables nor log lines contain an address or a browser, and Redis forgets the hashes with the day', async () => {
  const from = '198.51.100.77';
  await send(video, PLAY, { from, headers: { 'user-agent': 'Recognizable/7' } });
  await flush();
  const { redis, config, database } = api.deps;
  const rows = await database.sql.$queryRaw<{ row: string }[]>`SELECT to_jsonb(s)::text AS row FROM video_statistics s`;
  expect(
    [rows.map(({ row }) => row).join(), lines.join()].some((text) => /198\.51\.100\.77|Recognizable/.test(text)),
  ).toBe(false);
  const keys = await redis.keys(`${config.redis.prefix}:viewer*`);
  expect(keys.length).toBeGreaterThanOrEqual(2);
  const midnight = Date.parse(dayAfter(dayOf(Date.now()), 1));
  for (const key of keys) {
    const values = (await redis.type(key)) === 'hash' ? Object.keys(await redis.hgetall(key)) : [];
    expect([key, ...values].join()).not.toMatch(/198\.51|Recognizable/);
    expect(Date.now() + (await redis.pttl(key))).toBeLessThan(midnight + 120_000);
    expect(await redis.pttl(key)).toBeGreaterThan(0);
  }
});

test('bodies are small and well-formed', async () => {
  const status = async (body: unknown) => (await send(video, body)).status;
  expect(await status({ buckets: Array(200).fill(7) })).toBe(204);
  expect(await status(`{"play":true,"pad":"${'x'.repeat(1_100)}"}`)).toBe(413);
  for (const body of [
    { watchedMs: -1 },
    { watchedMs: 600_001 },
    { watchedMs: 0.5 },
    { buckets: [100] },
    { buckets: [-1] },
    { buckets: [0.5] },
    { buckets: Array(201).fill(0) },
    { play: 1 },
    { visitor: 'x' },
    [],
    'null',
  ])
    expect([body, await status(body)]).toEqual([body, 422]);
  expect(await status('{')).toBe(400);
  expect(await totals()).toMatchObject({ plays: 0, watchedSeconds: 0 });
});
