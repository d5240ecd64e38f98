import type { ViewingView } from '@media/contracts';
import { STABLE_SECONDS, type VideoId, viewerUrlSeconds } from '@media/core';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createShare } from '../fixtures/create-share.js';
import { publishVideo, shareVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

const PASSWORD = 'seagull at noon';

let api: TestApi;
let other: TestApi;
let ada: Person;
let id: VideoId;
beforeAll(async () => {
  api = await startApi();
  other = await startBeside(api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(async () => {
  ada = await signUp(api);
  id = await publishVideo(api, ada);
});

const open = (token: string, password?: string, at = api) =>
  call(at, 'POST', '/shares/open', { body: { token, ...(password !== undefined && { password }) } });
const view = async (token: string) => (await open(token)).body as unknown as ViewingView;
const tokenIn = (url: string | null | undefined) => new URL(url ?? '').searchParams.get('token') ?? '';
const pathOf = (url: string | null | undefined) => url?.slice(new URL(url).origin.length) ?? '';
const revoke = (shareId: string) => call(api, 'DELETE', `/videos/${id}/shares/${shareId}`, { token: ada.token });

const addressesOf = (video: string, token: string): string[] =>
  [
    ...['hls/master.m3u8', 'hls/video/0.m3u8', 'hls/audio/0.m3u8', 'hls/text/0.m3u8', 'hls/iframes/0.m3u8'],
    ...['dash/manifest.mpd', 'viewing', 'download'],
  ].map((path) => `/videos/${video}/${path}?token=${token}`);
const answers = (paths: readonly string[], at = api) =>
  Promise.all(
    paths.map(async (path) => {
      const { status, body } = await call(at, 'GET', path);
      return status < 400 ? status : body.code;
    }),
  );
const EVERYTHING = [200, 200, 200, 200, 200, 200, 200, 302];
const nothing = (code: string) => EVERYTHING.map(() => code);

test('a share opens only under its own ID if the page that embeds it names one', async () => {
  const [share, second] = [await createShare(api, ada, id), await createShare(api, ada, id)];
  const openAs = (shareId: string) => call(api, 'POST', '/shares/open', { body: { token: share.token, shareId } });
  expect((await openAs(share.id)).status).toBe(200);
  for (const other of [second.id, newId(), 'nope'])
    expect(await openAs(other)).toMatchObject({ status: 410, body: { code: 'SHARE_GONE' } });
});

test('a share opens a private video, and nothing else of it than what a player needs', async () => {
  const share = await createShare(api, ada, id);
  const { status, body, text } = await open(share.token);
  expect({ status, ...body }).toEqual({
    ...{ status: 200, title: 'Holiday in Rome', description: '', durationMs: 20_000, width: 1280, height: 720 },
    ...{ poster: null, chapters: expect.any(Array) },
    hlsUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/hls/master.m3u8\\?token=`),
    dashUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/dash/manifest.mpd\\?token=`),
    isPublic: false,
    refreshUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/viewing\\?token=`),
    beaconUrl: expect.stringMatching(`^${api.baseUrl}/videos/${id}/beacons\\?token=`),
  });
  expect(text).not.toContain(ada.organizationId);
  const token = tokenIn((body as unknown as ViewingView).hlsUrl);
  expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(ada.organizationId);
  expect(await answers(addressesOf(id, token))).toEqual([...EVERYTHING.slice(0, 7), 'DOWNLOAD_NOT_ALLOWED']);
  expect((await call(api, 'GET', `/watch/${id}`)).status).toBe(404);
});

test('a viewer refreshes what they see without the password', async () => {
  const share = await createShare(api, ada, id, { password: PASSWORD, allowDownload: true });
  const opened = (await open(share.token, PASSWORD)).body as unknown as ViewingView;
  const refreshed = await call(api, 'GET', pathOf(opened.refreshUrl));
  expect(refreshed).toMatchObject({ status: 200, body: opened });
  await call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { title: 'Renamed' } });
  expect((await call(api, 'GET', pathOf(opened.refreshUrl))).body.title).toBe('Renamed');
});

test('unknown, malformed, expired and revoked links, and those of deleted videos, get the same response', async () => {
  const [expired, revoked] = [await createShare(api, ada, id), await createShare(api, ada, id, { password: PASSWORD })];
  await api.deps.database.sql.share.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
  await revoke(revoked.id);
  const deleted = await publishVideo(api, ada);
  const ofDeleted = await createShare(api, ada, deleted);
  await call(api, 'DELETE', `/videos/${deleted}`, { token: ada.token });
  const bob = await signUp(api);
  const ofClosed = await createShare(api, bob, await publishVideo(api, bob));
  const where = { id: bob.organizationId };
  await api.deps.database.sql.organization.update({ where, data: { deletedAt: new Date() } });
  const tokens = [expired, revoked, ofDeleted, ofClosed].map(({ token }) => token);
  const found = await Promise.all(
    [...tokens, newId(), 'x', '%', 'é'.repeat(100)].flatMap((token) => [open(token), open(token, PASSWORD)]),
  );
  const comparable = ({ status, headers, body: { requestId: _, ...body } }: (typeof found)[number]) => ({
    ...{ status, body, length: headers.get('content-length') },
    names: [...headers.keys()].toSorted(),
  });
  expect(comparable(found[0] as never)).toMatchObject({ status: 410, body: { code: 'SHARE_GONE' } });
  expect(new Set(found.map((one) => JSON.stringify(comparable(one)))).size).toBe(1);
});

test.each([
  ['its revocation', ({ id: shareId }: { id: string }) => revoke(shareId)],
  [
    'its expiry',
    ({ id: shareId }: { id: string }) =>
      api.deps.database.sql.share.update({ where: { id: shareId }, data: { expiresAt: new Date() } }),
  ],
  ['the deletion of its video', () => call(api, 'DELETE', `/videos/${id}`, { token: ada.token })],
  [
    'the deletion of its organization',
    () =>
      api.deps.database.sql.organization.update({ where: { id: ada.organizationId }, data: { deletedAt: new Date() } }),
  ],
])('after %s, every process refuses the next request of its viewers', async (name, end) => {
  const [share, kept] = [
    await createShare(api, ada, id, { allowDownload: true }),
    await createShare(api, ada, id, { allowDownload: true }),
  ];
  const token = tokenIn((await view(share.token)).hlsUrl);
  const keptToken = tokenIn((await view(kept.token)).hlsUrl);
  for (const at of [api, other]) expect(await answers(addressesOf(id, token), at)).toEqual(EVERYTHING);
  await end(share);
  for (const at of [api, other]) {
    expect(await answers(addressesOf(id, token), at)).toEqual(nothing('SHARE_GONE'));
    expect(await open(share.token, undefined, at)).toMatchObject({ status: 410 });
  }
  const isOnlyThisOne = name === 'its revocation' || name === 'its expiry';
  expect(await answers(addressesOf(id, keptToken), other)).toEqual(isOnlyThisOne ? EVERYTHING : nothing('SHARE_GONE'));
});

test('a restored video can be watched by its links again', async () => {
  const share = await createShare(api, ada, id);
  const token = tokenIn((await view(share.token)).hlsUrl);
  const master = `/videos/${id}/hls/master.m3u8?token=${token}`;
  await call(api, 'DELETE', `/videos/${id}`, { token: ada.token });
  expect(await answers([master])).toEqual(['SHARE_GONE']);
  expect((await call(api, 'POST', `/videos/${id}/restore`, { token: ada.token })).status).toBeLessThan(300);
  expect(await answers([master], other)).toEqual([200]);
  expect((await open(share.token)).status).toBe(200);
});

test('a share does not depend on the visibility, and the visibility not on a share', async () => {
  const video = await shareVideo(api, ada);
  const share = await createShare(api, ada, video);
  const bySharing = tokenIn((await view(share.token)).hlsUrl);
  const byVisibility = tokenIn((await call(api, 'GET', `/watch/${video}`)).body.hlsUrl as string);
  const masters = [bySharing, byVisibility].map((token) => `/videos/${video}/hls/master.m3u8?token=${token}`);
  await call(api, 'PATCH', `/videos/${video}`, { token: ada.token, body: { visibility: 'private' } });
  expect(await answers(masters, other)).toEqual([200, 'VIDEO_NOT_FOUND']);
  await call(api, 'PATCH', `/videos/${video}`, { token: ada.token, body: { visibility: 'public' } });
  await call(api, 'DELETE', `/videos/${video}/shares/${share.id}`, { token: ada.token });
  expect(await answers(masters, other)).toEqual(['SHARE_GONE', 200]);
});

test('downloads are for links that allow them, and only of the best MP4', async () => {
  const share = await createShare(api, ada, id, { allowDownload: true });
  const opened = await view(share.token);
  const { status, headers } = await call(api, 'GET', pathOf(opened.downloadUrl));
  const location = headers.get('location') ?? '';
  expect([status, location]).toEqual([302, expect.stringContaining('media/x/720.mp4')]);
  expect(location).toContain(`X-Amz-Expires=${viewerUrlSeconds(20_000)}`);
  const { outputs } = (await call(api, 'GET', `/videos/${id}`, { token: ada.token })).body as {
    outputs: { id: string }[];
  };
  const others = ['source', ...outputs.map((output) => output.id)].map(
    (output) => `${pathOf(opened.downloadUrl)}&output=${output}`,
  );
  expect(await answers(others)).toEqual(others.map(() => 'DOWNLOAD_NOT_ALLOWED'));
});

test('a viewer reads neither other videos, events and jobs, nor who owns the video', async () => {
  const share = await createShare(api, ada, id, { allowDownload: true });
  const token = tokenIn((await view(share.token)).hlsUrl);
  const second = await publishVideo(api, ada);
  expect(await answers(addressesOf(second, token))).toEqual(nothing('PLAYBACK_TOKEN_INVALID'));
  for (const path of [`/videos/${id}/events`, '/actor']) {
    expect(await call(api, 'GET', `${path}?token=${token}`)).toMatchObject({
      ...{ status: 401, body: { code: 'PLAYBACK_TOKEN_INVALID' } },
    });
  }
  for (const path of [`/videos/${id}`, `/videos/${id}/jobs`, `/videos/${id}/shares`, '/videos', '/events', '/usage'])
    expect(await call(api, 'GET', `${path}?token=${token}`)).toMatchObject({ status: 401 });
  // The token of a link is no token of a viewer, and is accepted nowhere else.
  expect(await answers(addressesOf(id, share.token))).toEqual(nothing('PLAYBACK_TOKEN_INVALID'));
});

test('a share of one video does not open another one, even if its token is signed for it', async () => {
  const share = await createShare(api, ada, id);
  const second = await publishVideo(api, ada);
  const { token } = await api.deps.tokens.signViewer({ videoId: second, shareId: share.id });
  expect(await answers(addressesOf(second, token))).toEqual(nothing('SHARE_GONE'));
});

test('media is signed for the duration of the video and a pause, and a playback token of a member as before', async () => {
  const share = await createShare(api, ada, id);
  const viewer = tokenIn((await view(share.token)).hlsUrl);
  const { body } = await call(api, 'POST', `/videos/${id}/playback-tokens`, { token: ada.token });
  const lifetime = async (token: string) => {
    const { text } = await call(api, 'GET', `/videos/${id}/hls/video/0.m3u8?token=${token}`);
    return Number(/X-Amz-Expires=(\d+)/.exec(text)?.[1]);
  };
  expect(await lifetime(viewer)).toBe(viewerUrlSeconds(20_000));
  expect(await lifetime(String(body.token))).toBe(6 * STABLE_SECONDS);
});

test('members and holders of playback tokens get the same view with their own tokens', async () => {
  const { body } = await call(api, 'GET', `/videos/${id}/viewing`, { token: ada.token });
  expect(body).toMatchObject({ title: 'Holiday in Rome', downloadUrl: expect.any(String) });
  const token = tokenIn(String(body.hlsUrl));
  expect(await answers(addressesOf(id, token))).toEqual(EVERYTHING);
  const byToken = await call(api, 'GET', `/videos/${id}/viewing?token=${token}`);
  expect(byToken).toMatchObject({ status: 200, body });
});

test('a link with a password needs it', async () => {
  const share = await createShare(api, ada, id, { password: PASSWORD });
  const required = await open(share.token);
  expect(required).toMatchObject({ status: 403, body: { code: 'SHARE_PASSWORD_REQUIRED' } });
  for (const wrong of ['', 'wrong', `${PASSWORD} `, PASSWORD.toUpperCase()])
    expect(await open(share.token, wrong)).toMatchObject({ status: 403, body: { code: 'SHARE_PASSWORD_WRONG' } });
  expect(await open(share.token, PASSWORD)).toMatchObject({ status: 200, body: { title: 'Holiday in Rome' } });
  expect(required.text).not.toContain('Holiday');
  const plain = await createShare(api, ada, id);
  expect((await open(plain.token, 'not needed')).status).toBe(200);
});
