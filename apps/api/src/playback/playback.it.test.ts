import type { PlaybackTokenView, VideoView } from '@media/contracts';
import type { VideoId } from '@media/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { beginVideo, finishVideo, publishVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi();
  ada = await signUp(api);
});
afterAll(() => api.close());

const get = (path: string) => call(api, 'GET', path, { token: ada.token });
const tokenOf = async (id: VideoId) =>
  (await call(api, 'POST', `/videos/${id}/playback-tokens`, { token: ada.token })).body as PlaybackTokenView;
const view = async (id: VideoId) => (await get(`/videos/${id}`)).body as VideoView;
const uris = (playlist: string): string[] => playlist.split('\n').filter((line) => line && !line.startsWith('#'));

test('a video is playable while it grows, and its playlists end with processing', async () => {
  const id = await beginVideo(api, ada);
  expect(await view(id)).toMatchObject({ status: 'processing', playable: true, outputs: [] });
  const master = await get(`/videos/${id}/hls/master.m3u8`);
  expect(master.headers.get('content-type')).toContain('application/vnd.apple.mpegurl');
  expect(master.headers.get('cache-control')).toBe('private, no-store');
  expect(master.headers.get('access-control-allow-origin')).toBe('*');
  expect(master.text).toContain('RESOLUTION=1280x720,FRAME-RATE=29.970');
  expect(uris(master.text)).toHaveLength(2);

  const growing = (await get(`/videos/${id}/hls/video/0.m3u8`)).text;
  expect(growing).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
  expect(growing).not.toContain('#EXT-X-ENDLIST');
  expect(uris(growing)).toHaveLength(1);
  await finishVideo(api, id);
  const whole = (await get(`/videos/${id}/hls/video/0.m3u8`)).text;
  expect(whole).toContain('#EXT-X-PLAYLIST-TYPE:VOD');
  expect(whole).toContain('#EXT-X-ENDLIST');
  expect(uris(whole)).toHaveLength(5);
  // One URL per object, unchanged, so that players can keep their segments when they reload the playlist.
  expect(new Set(uris(whole)).size).toBe(2);
  expect(uris(whole)[0]).toBe(uris(growing)[0]);
  const target = /#EXT-X-TARGETDURATION:\d+/;
  expect(target.exec(whole)?.[0]).toBe(target.exec(growing)?.[0]);
  expect(uris((await get(`/videos/${id}/hls/audio/0.m3u8`)).text)).toHaveLength(5);
});

test('followed playlists end once players had time to reload all of them, and other playlists end immediately', async () => {
  const id = await beginVideo(api, ada);
  const master = await get(`/videos/${id}/hls/master.m3u8`);
  const followed = [...uris(master.text), /URI="(audio[^"]+)"/.exec(master.text)?.[1] ?? ''];
  const lists = () =>
    Promise.all(
      followed.map(async (uri) => (await fetch(new URL(uri, `${api.baseUrl}/videos/${id}/hls/master.m3u8`))).text()),
    );
  await finishVideo(api, id);
  for (const list of await lists()) {
    expect(uris(list)).toHaveLength(5);
    expect(list).toContain('#EXT-X-PLAYLIST-TYPE:EVENT');
    expect(list).not.toContain('#EXT-X-ENDLIST');
  }
  const later = (await get(`/videos/${id}/hls/master.m3u8`)).text;
  expect(later).not.toContain('followed');
  const { completedAt } = await api.deps.database.sql.video.findUniqueOrThrow({ where: { id } });
  const longAgo = new Date((completedAt?.getTime() ?? 0) - 30_000);
  await api.deps.database.sql.video.update({ where: { id }, data: { completedAt: longAgo } });
  for (const list of await lists()) expect(list).toContain('#EXT-X-ENDLIST');
});

test('the DASH manifest refers to the same bytes as HLS, grows, and is static after processing', async () => {
  const id = await beginVideo(api, ada);
  const manifest = await get(`/videos/${id}/dash/manifest.mpd`);
  expect(manifest.headers.get('content-type')).toContain('application/dash+xml');
  expect(manifest.headers.get('cache-control')).toBe('private, no-store');
  const growing = manifest.text;
  expect(growing).toContain('type="dynamic"');
  expect(growing).not.toContain('mediaPresentationDuration');
  expect(growing.match(/<SegmentURL /g)).toHaveLength(1 + 1 + 5);
  await finishVideo(api, id);
  const whole = (await get(`/videos/${id}/dash/manifest.mpd`)).text;
  expect(whole).toContain('type="static" mediaPresentationDuration="PT20S"');
  expect(whole.match(/<SegmentURL /g)).toHaveLength(3 * 5);
  expect(whole).toContain('frameRate="30000/1001"');
  expect(whole).toContain('<Label>English &quot;main&quot;</Label>');
  const list = (await get(`/videos/${id}/hls/video/0.m3u8`)).text;
  const named = [...whole.matchAll(/<SegmentURL media="([^"]+)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
  expect([...new Set(named.slice(0, 5))]).toEqual([...new Set(uris(list))]);
});

test('objects have presigned URLs that expire within six hours of a request', async () => {
  const id = await publishVideo(api, ada);
  const whole = (await get(`/videos/${id}/dash/manifest.mpd`)).text.replaceAll('&amp;', '&');
  const urls = new Set([...whole.matchAll(/media="([^"]+)"/g)].map(([, url = '']) => url));
  expect(urls.size).toBe(2 * 2 + 1);
  for (const url of urls) {
    const query = new URL(url).searchParams;
    const signed = (query.get('X-Amz-Date') ?? '').replace(/(....)(..)(..T..)(..)(.*)/, '$1-$2-$3:$4:$5');
    expect(Date.parse(signed)).toBeLessThanOrEqual(Date.now());
    expect(Number(query.get('X-Amz-Expires'))).toBeLessThanOrEqual(6 * 3_600);
  }
});

test('every rendition has an I-frame playlist, which grows with it', async () => {
  const id = await beginVideo(api, ada);
  const master = (await get(`/videos/${id}/hls/master.m3u8`)).text;
  const lists = [...master.matchAll(/#EXT-X-I-FRAME-STREAM-INF:.*RESOLUTION=(\w+),URI="([^"]+)"/g)];
  expect(lists.map(([, size]) => size)).toEqual(['1280x720', '640x360']);
  const url = new URL(
    lists[0]?.[2]?.replace('&followed=true', '') ?? '',
    `${api.baseUrl}/videos/${id}/hls/master.m3u8`,
  );
  const growing = await (await fetch(url)).text();
  expect(growing).toContain('#EXT-X-I-FRAMES-ONLY');
  expect(growing).toContain('#EXT-X-BYTERANGE:900@800');
  expect(growing).not.toContain('#EXT-X-ENDLIST');
  await finishVideo(api, id);
  const whole = await (await fetch(url)).text();
  expect(whole.match(/#EXT-X-BYTERANGE:900@/g)).toHaveLength(5);
  expect(whole).toContain('#EXT-X-ENDLIST');
  const measured = (await get(`/videos/${id}/hls/master.m3u8`)).text;
  expect(measured).toContain('#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1800,');
  expect((await get(`/videos/${id}/hls/iframes/2.m3u8`)).body.code).toBe('OUTPUT_NOT_FOUND');
});

test('playlists are compressed only if the client accepts gzip', async () => {
  const id = await publishVideo(api, ada);
  for (const list of ['hls/master.m3u8', 'hls/video/0.m3u8', 'dash/manifest.mpd']) {
    const ask = (encoding: string) =>
      call(api, 'GET', `/videos/${id}/${list}`, { token: ada.token, headers: { 'accept-encoding': encoding } });
    const [plain, refused, small] = [await ask('identity'), await ask('gzip;q=0, br'), await ask('br;q=0.5, gzip')];
    const encodings = [plain, refused, small].map(({ headers }) => headers.get('content-encoding'));
    expect([list, ...encodings]).toEqual([list, null, null, 'gzip']);
    expect([small.text, refused.text]).toEqual([plain.text, plain.text]);
    expect(small.headers.get('vary')).toBe('accept-encoding');
  }
  expect((await get(`/videos/${id}`)).headers.get('content-encoding')).toBeNull();
});

test('a playback token works for all playlists without headers', async () => {
  const id = await publishVideo(api, ada);
  const { token, hlsUrl, dashUrl, expiresAt } = await tokenOf(id);
  expect(hlsUrl).toBe(`${api.baseUrl}/videos/${id}/hls/master.m3u8?token=${token}`);
  expect(dashUrl).toBe(`${api.baseUrl}/videos/${id}/dash/manifest.mpd?token=${token}`);
  expect((await fetch(dashUrl)).status).toBe(200);
  const lifeMs = new Date(expiresAt).getTime() - Date.now();
  expect(lifeMs).toBeGreaterThan(4.9 * 3_600_000);
  expect(lifeMs).toBeLessThanOrEqual(6 * 3_600_000);
  const master = await (await fetch(hlsUrl)).text();
  expect(master).toContain('NAME="English  main "');
  const lists = [...uris(master), /URI="([^"]+)"/.exec(master)?.[1] ?? ''];
  for (const list of lists) {
    const response = await fetch(new URL(list, hlsUrl));
    expect([list, response.status]).toEqual([list, 200]);
    expect(uris(await response.text())[0]).toContain('X-Amz-Signature=');
  }
});

test('playlists reuse the token of the request, so its expiry does not change', async () => {
  const id = await publishVideo(api, ada);
  const old = await api.deps.tokens.signPlayback(
    ada.organizationId,
    id,
    undefined,
    new Date(Date.now() - 4 * 3_600_000),
  );
  const { text } = await call(api, 'GET', `/videos/${id}/hls/master.m3u8?token=${old.token}`);
  for (const uri of uris(text)) expect(uri.endsWith(`?token=${old.token}`)).toBe(true);
  const ended = await api.deps.tokens.signPlayback(
    ada.organizationId,
    id,
    undefined,
    new Date(Date.now() - 7 * 3_600_000),
  );
  const refused = await call(api, 'GET', `/videos/${id}/hls/master.m3u8?token=${ended.token}`);
  expect(refused).toMatchObject({ status: 401, body: { code: 'PLAYBACK_TOKEN_INVALID' } });
});

test('a playback token stops working when its video is deleted', async () => {
  const id = await publishVideo(api, ada);
  const { token } = await tokenOf(id);
  const lists = ['master.m3u8', 'video/0.m3u8', 'audio/0.m3u8', 'iframes/0.m3u8'].map((name) => `hls/${name}`);
  const paths = [...lists, 'dash/manifest.mpd', 'download', 'events'];
  expect((await call(api, 'GET', `/videos/${id}/download?token=${token}`)).status).toBe(302);
  await call(api, 'DELETE', `/videos/${id}`, { token: ada.token });
  for (const path of paths) {
    const response = await call(api, 'GET', `/videos/${id}/${path}?token=${token}`);
    expect([path, response.status, response.body.code]).toEqual([path, 404, 'VIDEO_NOT_FOUND']);
  }
});

test('output URLs work without headers and stay the same, so that caches work', async () => {
  const id = await publishVideo(api, ada);
  const { outputs } = await view(id);
  expect(outputs.map(({ kind }) => kind).sort()).toEqual(['dash', 'hls', 'mp4', 'mp4']);
  expect((await view(id)).outputs).toEqual(outputs);
  const hls = outputs.find(({ kind }) => kind === 'hls');
  expect((await fetch(hls?.url ?? '')).status).toBe(200);
  const dash = await fetch(outputs.find(({ kind }) => kind === 'dash')?.url ?? '');
  expect(dash.headers.get('content-type')).toContain('application/dash+xml');
  const proxied = await call(api, 'GET', `/videos/${id}`, {
    token: ada.token,
    headers: { 'x-forwarded-for': '198.51.100.7' },
  });
  const there = (proxied.body as VideoView).outputs.find(({ kind }) => kind === 'hls');
  expect(there?.url).toMatch(/^http:\/\/localhost:3000\/api\/videos\//);
});

test('a download redirects to the best MP4, named after the title of the video', async () => {
  const id = await publishVideo(api, ada);
  await call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { title: 'Straße "7"/Ω' } });
  const { status, headers } = await get(`/videos/${id}/download`);
  expect(status).toBe(302);
  const target = new URL(headers.get('location') ?? '');
  expect(target.pathname).toMatch(/media\/x\/720\.mp4$/);
  const disposition = target.searchParams.get('response-content-disposition') ?? '';
  expect(disposition).toContain('attachment; filename="Strae _7__.mp4"');
  expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe('Straße "7"_Ω.mp4');
  const { outputs } = await view(id);
  const small = outputs.find(({ name }) => name === 'video-360p.mp4');
  const { token } = await tokenOf(id);
  const byToken = await call(api, 'GET', `/videos/${id}/download?output=${small?.id}&token=${token}`);
  expect(byToken.headers.get('location')).toContain('360.mp4');
});

test('outputs that are not ready get status 404 with OUTPUT_NOT_FOUND', async () => {
  const id = await beginVideo(api, ada);
  expect(await get(`/videos/${id}/download`)).toMatchObject({ status: 404, body: { code: 'OUTPUT_NOT_FOUND' } });
  expect(await get(`/videos/${id}/hls/video/7.m3u8`)).toMatchObject({
    status: 404,
    body: { code: 'OUTPUT_NOT_FOUND' },
  });
});

test('pages of videos continue where the previous page ended, newest first', async () => {
  const bob = await signUp(api);
  const made: string[] = [];
  for (let index = 0; index < 3; index += 1) made.unshift(await publishVideo(api, bob));
  const page = async (query: string) => (await call(api, 'GET', `/videos?${query}`, { token: bob.token })).body;
  const first = (await page('limit=2')) as { items: VideoView[]; nextCursor: string };
  expect(first.items.map(({ id }) => id)).toEqual(made.slice(0, 2));
  const second = await page(`limit=2&cursor=${first.nextCursor}`);
  expect(second).toMatchObject({ items: [{ id: made[2] }], nextCursor: null });
  expect(await page('status=failed')).toEqual({ items: [], nextCursor: null });
  expect(await page('cursor=nonsense')).toMatchObject({ code: 'REQUEST_INVALID', errors: [{ path: 'cursor' }] });
});
