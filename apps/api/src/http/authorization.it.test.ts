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

/** The access rule of each route, repeated on purpose: a new route fails here until someone has reviewed its access. */
const EXPECTED: Record<string, string> = {
  'POST /auth/register': 'public',
  'GET /auth/registration': 'public',
  'POST /auth/login': 'public',
  'POST /auth/refresh': 'public',
  'POST /auth/logout': 'signed in, or by cookie',
  'GET /auth/me': 'signed in',
  'PATCH /auth/me': 'signed in',
  'POST /auth/me/delete': 'signed in',
  'POST /auth/password': 'signed in',
  'POST /auth/forgot-password': 'public',
  'POST /auth/reset-password': 'public',
  'POST /auth/verify-email': 'public',
  'POST /auth/email': 'signed in',
  'GET /auth/sessions': 'signed in',
  'DELETE /auth/sessions': 'signed in',
  'DELETE /auth/sessions/{id}': 'signed in',
  'GET /actor': 'actor',
  'POST /organizations': 'signed in',
  'GET /organizations': 'signed in',
  'GET /organizations/{id}': 'member.read',
  'PATCH /organizations/{id}': 'organization.manage',
  'DELETE /organizations/{id}': 'organization.manage',
  'POST /organizations/{id}/invitations': 'member.manage',
  'GET /organizations/{id}/invitations': 'member.manage',
  'DELETE /organizations/{id}/invitations/{invitationId}': 'member.manage',
  'POST /invitations/lookup': 'public',
  'POST /invitations/accept': 'signed in',
  'GET /organizations/{id}/members': 'member.read',
  'PATCH /organizations/{id}/members/{userId}': 'member.manage',
  'DELETE /organizations/{id}/members/{userId}': 'actor',
  'GET /usage': 'usage.read',
  'GET /audit': 'audit.read',
  'GET /audit/export': 'audit.read',
  'POST /api-keys': 'key.manage',
  'GET /api-keys': 'key.manage',
  'POST /api-keys/{id}/rotate': 'key.manage',
  'DELETE /api-keys/{id}': 'key.manage',
  'POST /uploads': 'upload.write',
  'POST /uploads/{id}/parts': 'upload.write',
  'GET /uploads/{id}': 'upload.write',
  'DELETE /uploads/{id}': 'upload.write',
  'POST /videos': 'video.write',
  'GET /videos': 'video.read',
  'GET /videos/{id}': 'video.read',
  'PATCH /videos/{id}': 'video.write',
  'DELETE /videos/{id}': 'video.write',
  'POST /videos/bulk': 'video.write',
  'POST /videos/{id}/poster-uploads': 'video.write',
  'POST /videos/{id}/restore': 'video.write',
  'POST /trash/empty': 'video.write',
  'POST /videos/{id}/cancel': 'video.write',
  'POST /videos/{id}/retry': 'video.write',
  'GET /videos/{id}/jobs': 'video.read',
  'GET /videos/{id}/events': 'video.read, or by playback token',
  'GET /events': 'video.read',
  'GET /videos/{id}/download': 'video.read, or by playback or viewer token',
  'POST /videos/{id}/playback-tokens': 'video.read',
  'GET /videos/{id}/hls/master.m3u8': 'video.read, or by playback or viewer token',
  'GET /videos/{id}/hls/video/{index}.m3u8': 'video.read, or by playback or viewer token',
  'GET /videos/{id}/hls/audio/{index}.m3u8': 'video.read, or by playback or viewer token',
  'GET /videos/{id}/hls/text/{index}.m3u8': 'video.read, or by playback or viewer token',
  'GET /videos/{id}/hls/iframes/{index}.m3u8': 'video.read, or by playback or viewer token',
  'GET /videos/{id}/dash/manifest.mpd': 'video.read, or by playback or viewer token',
  'POST /videos/{id}/beacons': 'public',
  'GET /videos/{id}/statistics': 'video.read',
  'GET /organizations/{id}/statistics': 'video.read',
  'GET /videos/{id}/viewing': 'video.read, or by playback or viewer token',
  'POST /videos/{id}/shares': 'share.manage',
  'GET /videos/{id}/shares': 'share.manage',
  'DELETE /videos/{id}/shares/{shareId}': 'share.manage',
  'POST /shares/open': 'public',
  'GET /shares/{shareId}/embedding': 'public',
  'GET /watch/{id}/embedding': 'public',
  'GET /oembed': 'public',
  'GET /watch/{id}': 'public',
  'GET /watch/{id}/poster': 'public',
  'GET /tags': 'video.read',
  'PATCH /tags/{name}': 'video.write',
  'DELETE /tags/{name}': 'video.write',
  'GET /recipes': 'video.read',
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'GET /openapi.json': 'public',
  'GET /docs': 'public',
  'GET /docs/{file}': 'public',
};

let api: TestApi;
let owner: Person;
let outsider: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
  outsider = await signUp(api);
});
afterAll(() => api.close());

const accessText = ({ access }: HandledRoute): string => {
  if (access.kind === 'permission')
    return `${access.permission}${access.allowsPlaybackToken ? `, or by playback${access.allowsViewer ? ' or viewer' : ''} token` : ''}`;
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

/** Invalid credentials. They use the owner's real session, so that each has only the flaw in its name. */
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
    'no token': undefined,
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
    'a nonexistent session': await forged({ sid: randomUUID() }).sign(key),
    nonsense: 'nonsense',
  };
};

/** Variations of a URL that have bypassed access control in other systems. */
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

/** A rejection must not contain any of the owner's data. */
const isRefused = ({ status, text }: { status: number; text: string }): boolean =>
  // A variation of a fixed path can be one with a parameter, which other methods have.
  [400, 401, 403, 404, 405].includes(status) &&
  !text.includes(owner.organizationId) &&
  !text.includes('X-Amz-Signature') &&
  !text.includes('#EXTM3U') &&
  !text.includes('<MPD');

test('the routes and their access rules match this list', async () => {
  const described = Object.fromEntries(walk().map(({ operation, route }) => [operation, accessText(route)]));
  expect(described).toEqual(EXPECTED);
});

test('the owner has access to every route, so the rejections below are meaningful', async () => {
  const reads = walkGuarded().filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));
  for (const { operation, path } of reads) {
    expect([operation, (await call(api, 'GET', path, { token: owner.token })).status < 400]).toEqual([operation, true]);
  }
});

test('a valid token created like the invalid ones below is accepted', async () => {
  const { sessionId: sid } = await api.deps.tokens.verifyAccess(owner.token);
  expect((await call(api, 'GET', '/auth/me', { token: await forged({ sid }).sign(key) })).status).toBe(200);
});

/** Every guarded operation with every variation of its URL, including HEAD for GET. */
const walkTricks = () =>
  walkGuarded().flatMap(({ operation, method, path, route }) =>
    tricks(path).flatMap((written) =>
      (method === 'GET' ? ['GET', 'HEAD'] : [method]).map((verb) => ({ operation, route, verb, written })),
    ),
  );

test('no invalid token gives access to any route, with any variation of its URL', async () => {
  const open: string[] = [];
  const written = walkTricks();
  for (const [name, token] of Object.entries(await badTokens())) {
    const responses = await Promise.all(
      written.map(async (one) => {
        const response = await callRaw(api, one.verb, one.written, { token, ...bodyFor(one.route, { owner, ids }) });
        return { ...one, ...response };
      }),
    );
    for (const one of responses) if (!isRefused(one)) open.push(`${name}: ${one.verb} ${one.written}: ${one.status}`);
  }
  expect(open).toEqual([]);
});

test('users of other organizations can neither read nor change anything, with any variation of a URL', async () => {
  const open: string[] = [];
  for (const { operation, route, verb, written } of walkTricks()) {
    if (!Object.values(ids).some((id) => written.includes(id)) && operation !== 'POST /videos') continue;
    const response = await callRaw(api, verb, written, { token: outsider.token, ...bodyFor(route, { owner, ids }) });
    if (response.status !== 404 || !isRefused(response)) open.push(`${verb} ${written} answered ${response.status}`);
  }
  expect(open).toEqual([]);
  const { body } = await call(api, 'GET', `/videos/${ids.video}`, { token: owner.token });
  expect(body).toMatchObject({ title: 'Holiday in Rome', status: 'completed' });
});

test('a playback token of another video gives access to no route', async () => {
  const other = await publishVideo(api, owner);
  const { token } = await api.deps.tokens.signPlayback(owner.organizationId, other);
  const open: string[] = [];
  for (const { method, path, route } of walkGuarded()) {
    if (route.access.kind === 'actor') continue; // describes the token itself, so any valid token works
    for (const verb of method === 'GET' ? ['GET', 'HEAD'] : [method]) {
      const response = await callRaw(api, verb, `${path}?token=${token}`, bodyFor(route, { owner, ids }));
      if (!isRefused(response)) open.push(`${verb} ${path} answered ${response.status}`);
    }
  }
  expect(open).toEqual([]);
});

test('the organization header gives no access to an organization that the user does not belong to', async () => {
  const headers = { 'x-organization-id': owner.organizationId };
  for (const { operation, method, path, route } of walkGuarded()) {
    if (route.access.kind === 'signedIn') continue;
    const response = await call(api, method, path, {
      token: outsider.token,
      headers,
      ...bodyFor(route, { owner, ids }),
    });
    expect([operation, response.status]).toEqual([operation, 404]);
  }
});
