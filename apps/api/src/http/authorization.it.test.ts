import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyFor } from '../fixtures/bodies.js';
import { call, type Person, signUp } from '../fixtures/call.js';
import { callRaw } from '../fixtures/call-raw.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { JWT_SECRET, startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, walkRoutes } from '../fixtures/walk-routes.js';
import type { HandledRoute } from './collect-routes.js';

/**
 * Whom each route lets in, written down a second time: a new route fails here until somebody has thought about it.
 */
const EXPECTED: Record<string, string> = {
  'POST /auth/register': 'public',
  'POST /auth/login': 'public',
  'POST /auth/refresh': 'public',
  'POST /auth/logout': 'signed in, or by cookie',
  'GET /auth/me': 'signed in',
  'PATCH /auth/me': 'signed in',
  'POST /auth/password': 'signed in',
  'GET /auth/sessions': 'signed in',
  'DELETE /auth/sessions': 'signed in',
  'DELETE /auth/sessions/{id}': 'signed in',
  'GET /actor': 'actor',
  'POST /uploads': 'upload.write',
  'POST /uploads/{id}/parts': 'upload.write',
  'GET /uploads/{id}': 'upload.write',
  'DELETE /uploads/{id}': 'upload.write',
  'POST /videos': 'video.write',
  'GET /videos': 'video.read',
  'GET /videos/{id}': 'video.read',
  'PATCH /videos/{id}': 'video.write',
  'DELETE /videos/{id}': 'video.write',
  'POST /videos/{id}/cancel': 'video.write',
  'POST /videos/{id}/retry': 'video.write',
  'GET /videos/{id}/jobs': 'video.read',
  'GET /videos/{id}/events': 'video.read, or by playback token',
  'GET /events': 'video.read',
  'GET /videos/{id}/download': 'video.read, or by playback token',
  'POST /videos/{id}/playback-tokens': 'video.read',
  'GET /videos/{id}/hls/master.m3u8': 'video.read, or by playback token',
  'GET /videos/{id}/hls/video/{index}.m3u8': 'video.read, or by playback token',
  'GET /videos/{id}/hls/audio/{index}.m3u8': 'video.read, or by playback token',
  'GET /videos/{id}/hls/iframes/{index}.m3u8': 'video.read, or by playback token',
  'GET /videos/{id}/dash/manifest.mpd': 'video.read, or by playback token',
  'GET /recipes': 'video.read',
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/{file}': 'public',
};

let api: TestApi;
let owner: Person;
let stranger: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
  stranger = await signUp(api);
});
afterAll(() => api.close());

const accessText = ({ access }: HandledRoute): string => {
  if (access.kind === 'permission')
    return `${access.permission}${access.allowsPlaybackToken ? ', or by playback token' : ''}`;
  if (access.kind === 'signedIn') return `signed in${access.allowsSessionCookie ? ', or by cookie' : ''}`;
  return access.kind;
};

const walk = () => walkRoutes(api, ids);
const walkGuarded = () => walk().filter(({ route }) => route.access.kind !== 'public');

const key = new TextEncoder().encode(JWT_SECRET);
const now = () => Math.floor(Date.now() / 1_000);
const forged = (
  claims: object,
  { audience = 'access', issuer = 'media-processor', alg = 'HS256', expiresAt = now() + 900 } = {},
) =>
  new SignJWT({ sub: owner.userId, ...claims })
    .setProtectedHeader({ alg })
    .setIssuer(issuer)
    .setAudience(audience)
    .setExpirationTime(expiresAt);

/** Credentials that must open nothing. The session is the owner's real one, so that only the flaw in question counts. */
const badTokens = async (): Promise<Record<string, string | undefined>> => {
  const { sessionId: sid } = await api.deps.tokens.verifyAccess(owner.token);
  const other = new TextEncoder().encode('another secret, as long as the real one');
  const unsigned = new UnsecuredJWT({ sub: owner.userId, sid })
    .setIssuer('media-processor')
    .setAudience('access')
    .setExpirationTime(now() + 900)
    .encode();
  const { token: playback } = await api.deps.tokens.signPlayback(owner.organizationId, randomUUID() as never);
  const [head = '', , signature = ''] = owner.token.split('.');
  const payload = Buffer.from(JSON.stringify({ sub: owner.userId, sid, aud: 'access' })).toString('base64url');
  return {
    nobody: undefined,
    'an expired token': await forged({ sid }, { expiresAt: now() - 60 }).sign(key),
    'a refresh token as access': owner.refreshToken,
    'a playback token as access': playback,
    'alg none': unsigned,
    'a wrong audience': await forged({ sid }, { audience: 'elsewhere' }).sign(key),
    'a wrong issuer': await forged({ sid }, { issuer: 'elsewhere' }).sign(key),
    'another secret': await forged({ sid }).sign(other),
    'a changed payload': `${head}.${payload}.${signature}`,
    'another algorithm': await forged({ sid }, { alg: 'HS512' }).sign(key),
    'no session': await forged({}).sign(key),
    'a session that never was': await forged({ sid: randomUUID() }).sign(key),
    nonsense: 'nonsense',
  };
};

/** Other ways to write an address, which have opened doors elsewhere. */
const tricks = (path: string): string[] => [
  path,
  `${path}/`,
  `/${path}`,
  path.replace('/', '//'),
  path.replace(/\/(\w)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
  path.replace(/^\/(\w+)/, (whole) => whole.toUpperCase()),
  `/.${path}`,
  `/auth/..${path}`,
  `${path};a=b`,
  `${path}%2f`,
  `${path}%00`,
  `${path}?token=nonsense`,
];

/** Nothing of the owner's may be in an answer. */
const isRefused = ({ status, text }: { status: number; text: string }): boolean =>
  [400, 401, 403, 404].includes(status) &&
  !text.includes(owner.organizationId) &&
  !text.includes('X-Amz-Signature') &&
  !text.includes('#EXTM3U') &&
  !text.includes('<MPD');

test('the description and this list have the same routes, with the same rights', async () => {
  const described = Object.fromEntries(walk().map(({ operation, route }) => [operation, accessText(route)]));
  expect(described).toEqual(EXPECTED);
});

test('the owner gets in everywhere, so that the refusals below mean something', async () => {
  const reads = walkGuarded().filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));
  for (const { operation, path } of reads) {
    expect([operation, (await call(api, 'GET', path, { token: owner.token })).status < 400]).toEqual([operation, true]);
  }
});

test('a token made like the bad ones below, but without a flaw, is accepted', async () => {
  const { sessionId: sid } = await api.deps.tokens.verifyAccess(owner.token);
  expect((await call(api, 'GET', '/auth/me', { token: await forged({ sid }).sign(key) })).status).toBe(200);
});

/** Every guarded operation, in every way to write its address, and by HEAD where there is GET. */
const walkTricks = () =>
  walkGuarded().flatMap(({ operation, method, path, route }) =>
    tricks(path).flatMap((written) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((verb) => ({ operation, route, verb, written })),
    ),
  );

test('no bad token opens any route, however its address is written', async () => {
  const open: string[] = [];
  const written = walkTricks();
  for (const [name, token] of Object.entries(await badTokens())) {
    const answers = await Promise.all(
      written.map(async (one) => {
        const answer = await callRaw(api, one.verb, one.written, { token, ...bodyFor(one.route, { owner, ids }) });
        return { ...one, ...answer };
      }),
    );
    for (const one of answers) if (!isRefused(one)) open.push(`${name}: ${one.verb} ${one.written}: ${one.status}`);
  }
  expect(open).toEqual([]);
});

test('another tenant finds nothing, and changes nothing, however the address is written', async () => {
  const open: string[] = [];
  for (const { operation, route, verb, written } of walkTricks()) {
    if (!Object.values(ids).some((id) => written.includes(id)) && operation !== 'POST /videos') continue;
    const answer = await callRaw(api, verb, written, { token: stranger.token, ...bodyFor(route, { owner, ids }) });
    if (answer.status !== 404 || !isRefused(answer)) open.push(`${verb} ${written} answered ${answer.status}`);
  }
  expect(open).toEqual([]);
  const { body } = await call(api, 'GET', `/videos/${ids.video}`, { token: owner.token });
  expect(body).toMatchObject({ title: 'Holiday in Rome', status: 'completed' });
});

test('a playback token of another video in the address opens no route', async () => {
  const other = await publishVideo(api, owner);
  const { token } = await api.deps.tokens.signPlayback(owner.organizationId, other);
  const open: string[] = [];
  for (const { method, path, route } of walkGuarded()) {
    if (route.access.kind === 'actor') continue; // says whose token it is, and nothing of the video in an address
    for (const verb of method === 'GET' ? ['GET', 'HEAD'] : [method]) {
      const answer = await callRaw(api, verb, `${path}?token=${token}`, bodyFor(route, { owner, ids }));
      if (!isRefused(answer)) open.push(`${verb} ${path} answered ${answer.status}`);
    }
  }
  expect(open).toEqual([]);
});

test('a stranger cannot act in the organization of the owner by naming it', async () => {
  const headers = { 'x-organization-id': owner.organizationId };
  for (const { operation, method, path, route } of walkGuarded()) {
    if (route.access.kind === 'signedIn') continue;
    const answer = await call(api, method, path, { token: stranger.token, headers, ...bodyFor(route, { owner, ids }) });
    expect([operation, answer.status]).toEqual([operation, 404]);
  }
});
