import type { ViewingView } from '@media/contracts';
import { type OrganizationId, STABLE_SECONDS, type VideoId, viewerUrlSeconds } from '@media/core';
import { newId } from '@media/database';
import { UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { beginVideo, finishVideo, publishVideo, shareVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let other: TestApi;
let ada: Person;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
  other = await startBeside(api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(async () => {
  ada = await signUp(api);
});

const show = (id: string, visibility: string) =>
  call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { visibility } });
const watch = (id: string, at = api) => call(at, 'GET', `/watch/${id}`);
const view = async (id: string) => (await watch(id)).body as ViewingView;
const tokenIn = (url: string | null) => new URL(url ?? '').searchParams.get('token') ?? '';
/** The path of a link, to request it from another process. */
const pathOf = (url: string | null) => url?.slice(new URL(url).origin.length) ?? '';

/** Every address that a viewer token opens. */
const addressesOf = (id: string, token: string): string[] =>
  [
    ...['hls/master.m3u8', 'hls/video/0.m3u8', 'hls/audio/0.m3u8', 'hls/text/0.m3u8', 'hls/iframes/0.m3u8'],
    'dash/manifest.mpd',
  ].map((path) => `/videos/${id}/${path}?token=${token}`);
const answers = (paths: readonly string[], at = api) =>
  Promise.all(
    paths.map(async (path) => {
      const { status, body } = await call(at, 'GET', path);
      return status === 200 ? status : body.code;
    }),
  );

test.each(['unlisted', 'public'])(
  'anyone can watch a video that is %s, and learns only what a player needs',
  async (visibility) => {
    const id = await shareVideo(api, ada);
    await show(id, visibility);
    await call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { title: 'Premiere', description: 'At sea' } });
    const { status, body, text } = await watch(id);
    expect({ status, ...body }).toEqual({
      ...{ status: 200, title: 'Premiere', description: 'At sea', durationMs: 20_000, width: 1280, height: 720 },
      poster: expect.stringMatching(/^http.*media\/x\/p\.jpg\?.*X-Amz-Signature=/),
      hlsUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/hls/master.m3u8\\?token=`),
      dashUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/dash/manifest.mpd\\?token=`),
      chapters: [
        { startMs: 0, endMs: 4_000, title: 'Approach' },
        { startMs: 4_000, endMs: 20_000, title: 'The lamp is lit' },
      ],
      isPublic: visibility === 'public',
      refreshUrl: `${api.baseUrl}/watch/${id}`,
      beaconUrl: `${api.baseUrl}/videos/${id}/beacons`,
    });
    expect(text).not.toContain(ada.organizationId);
    expect(text).not.toContain('a.mp4');
    const token = tokenIn(body.hlsUrl as string);
    expect(await answers(addressesOf(id, token))).toEqual(Array(6).fill(200));
  },
);

test('private, deleted, unknown and malformed IDs get the same response', async () => {
  const id = await publishVideo(api, ada);
  const deleted = await shareVideo(api, ada);
  await call(api, 'DELETE', `/videos/${deleted}`, { token: ada.token });
  const [hidden, ...others] = await Promise.all(
    [id, deleted, newId(), 'nonsense', '%27', 'x'.repeat(100)].flatMap((one) => [
      watch(one),
      call(api, 'GET', `/watch/${one}/poster`),
      call(api, 'GET', `/watch/${one}`, { token: ada.token }),
    ]),
  );
  const comparable = ({ status, headers, body }: Awaited<ReturnType<typeof watch>>) => {
    const { requestId, ...rest } = body;
    return { status, body: rest, names: [...headers.keys()].sort(), length: headers.get('content-length'), requestId };
  };
  const { requestId: _, ...expected } = comparable(hidden as never);
  expect(expected).toMatchObject({ status: 404, body: { code: 'VIDEO_NOT_FOUND' } });
  for (const one of others) expect(comparable(one)).toMatchObject(expected);
});

test('a video that is being processed can be watched as soon as it is playable, and while it grows', async () => {
  const id = await beginVideo(api, ada);
  await show(id, 'unlisted');
  await api.deps.database.sql.video.update({ where: { id }, data: { playable: false } });
  expect(await view(id)).toMatchObject({ hlsUrl: null, dashUrl: null, poster: null, title: expect.any(String) });
  await api.deps.database.sql.video.update({ where: { id }, data: { playable: true } });
  const growing = await view(id);
  const master = await call(api, 'GET', pathOf(growing.hlsUrl));
  expect(master.text).toContain('followed=true');
  const token = tokenIn(growing.hlsUrl);
  const first = await call(api, 'GET', `/videos/${id}/hls/video/0.m3u8?token=${token}&followed=true`);
  expect(first.text).not.toContain('#EXT-X-ENDLIST');
  await finishVideo(api, id);
  const grown = await call(api, 'GET', `/videos/${id}/hls/video/0.m3u8?token=${token}&followed=true`);
  // Known segments keep their URLs, so players continue.
  const segments = (text = '') => text.split('\n').filter((line) => line.startsWith('http'));
  expect(segments(grown.text).slice(0, segments(first.text).length)).toEqual(segments(first.text));
});

test('after a change to private, every process refuses the next request for anything', async () => {
  const id = await shareVideo(api, ada);
  const token = tokenIn((await view(id)).hlsUrl);
  const addresses = [...addressesOf(id, token), `/watch/${id}`];
  for (const at of [api, other]) expect(await answers(addresses, at)).toEqual(Array(7).fill(200));
  await show(id, 'private');
  for (const at of [api, other]) {
    expect(await answers(addresses, at)).toEqual(Array(7).fill('VIDEO_NOT_FOUND'));
    expect(await call(at, 'GET', `/watch/${id}/poster`)).toMatchObject({ status: 404 });
  }
  await show(id, 'public');
  expect(await answers(addresses, other)).toEqual(Array(7).fill(200));
});

test.each([
  ['the video', (id: VideoId) => call(api, 'DELETE', `/videos/${id}`, { token: ada.token })],
  [
    'its organization',
    () =>
      api.deps.database.sql.organization.update({ where: { id: ada.organizationId }, data: { deletedAt: new Date() } }),
  ],
])('nothing is left to watch after the deletion of %s', async (_, remove) => {
  const id = await shareVideo(api, ada);
  const token = tokenIn((await view(id)).hlsUrl);
  await remove(id);
  const addresses = [...addressesOf(id, token), `/watch/${id}`, `/watch/${id}/poster`];
  expect(await answers(addresses, other)).toEqual(Array(8).fill('VIDEO_NOT_FOUND'));
});

test('a viewer reads neither other videos, downloads, events and the source, nor who owns the video', async () => {
  const [id, second] = [await shareVideo(api, ada), await shareVideo(api, ada)];
  const { hlsUrl } = await view(id);
  const token = tokenIn(hlsUrl);
  expect(await answers(addressesOf(second, token))).toEqual(Array(6).fill('PLAYBACK_TOKEN_INVALID'));
  const { outputs } = (await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body as {
    outputs: { id: string }[];
  };
  const downloads = ['', '&output=source', ...outputs.map((output) => `&output=${output.id}`)];
  expect(await answers(downloads.map((query) => `/videos/${id}/download?token=${token}${query}`))).toEqual(
    downloads.map(() => 'DOWNLOAD_NOT_ALLOWED'),
  );
  expect(await answers([`/videos/${id}/events?token=${token}`, `/actor?token=${token}`])).toEqual([
    'PLAYBACK_TOKEN_INVALID',
    'PLAYBACK_TOKEN_INVALID',
  ]);
  for (const path of [`/videos/${id}`, `/videos/${id}/jobs`, '/videos', '/events'])
    expect(await call(api, 'GET', `${path}?token=${token}`)).toMatchObject({ status: 401 });
  for (const path of [`/videos/${id}`, `/videos/${id}/hls/master.m3u8`])
    expect(await call(api, 'GET', path, { token })).toMatchObject({ status: 401 });
  const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  expect(claims).not.toContain(ada.organizationId);
});

test('a viewer token is no playback token of a member, and the other way round', async () => {
  const id = await shareVideo(api, ada);
  const [, payload = ''] = tokenIn((await view(id)).hlsUrl).split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  expect(claims).toMatchObject({ aud: 'viewer', vid: id });
  const forged = new UnsecuredJWT({ ...claims, aud: 'playback', org: ada.organizationId }).encode();
  expect(await answers(addressesOf(id, forged))).toEqual(Array(6).fill('PLAYBACK_TOKEN_INVALID'));
  // A member's token works for a private video, too.
  await show(id, 'private');
  const { token } = await api.deps.tokens.signPlayback(ada.organizationId as OrganizationId, id);
  expect(await answers(addressesOf(id, token))).toEqual(Array(6).fill(200));
});

const lifetimeOf = (playlist: string): number => Number(/X-Amz-Expires=(\d+)/.exec(playlist)?.[1]);

test('media is signed for the duration of the video and a pause, not for hours as for members', async () => {
  const id = await shareVideo(api, ada);
  const token = tokenIn((await view(id)).hlsUrl);
  const { token: member } = await api.deps.tokens.signPlayback(ada.organizationId as OrganizationId, id);
  for (const path of ['hls/video/0.m3u8', 'hls/audio/0.m3u8', 'hls/text/0.m3u8', 'dash/manifest.mpd']) {
    const playlist = async (presented: string) =>
      (await call(api, 'GET', `/videos/${id}/${path}?token=${presented}`)).text;
    expect([path, lifetimeOf(await playlist(token))]).toEqual([path, viewerUrlSeconds(20_000)]);
    expect([path, lifetimeOf(await playlist(member))]).toEqual([path, 6 * STABLE_SECONDS]);
  }
  expect(lifetimeOf((await view(id)).poster ?? '')).toBe(viewerUrlSeconds(20_000));
});

test('a poster has an address that stays the same', async () => {
  const id = await shareVideo(api, ada);
  const { status, headers } = await call(api, 'GET', `/watch/${id}/poster`);
  expect([status, headers.get('cache-control')]).toEqual([302, 'private, no-store']);
  expect(headers.get('location')).toContain('media/x/p.jpg');
  const bare = await publishVideo(api, ada);
  await show(bare, 'public');
  expect(await call(api, 'GET', `/watch/${bare}/poster`)).toMatchObject({
    status: 404,
    body: { code: 'OUTPUT_NOT_FOUND' },
  });
  expect(await view(bare)).toMatchObject({ poster: null, hlsUrl: expect.any(String) });
});

test('viewers do not count against the organization, and their requests name no one in the log', async () => {
  const id = await shareVideo(api, ada);
  const token = tokenIn((await view(id)).hlsUrl);
  lines.length = 0;
  await answers([...addressesOf(id, token), `/videos/${id}/download?token=${token}`]);
  await api.deps.refusals.flush();
  expect(lines.join('\n')).not.toContain(token);
  const { body } = await call(api, 'GET', '/audit?action=request.refused', { token: ada.token });
  expect(body.items).toEqual([]);
});
