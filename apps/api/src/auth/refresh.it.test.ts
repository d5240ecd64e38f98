import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiResponse, call, signUp } from '../fixtures/call.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const refresh = (refreshToken: string) => call(api, 'POST', '/auth/refresh', { body: { refreshToken } });
const nextOf = ({ status, body }: ApiResponse): string => {
  expect(status).toBe(200);
  return String(body.refreshToken);
};
const idOf = async (refreshToken: string) => (await api.deps.tokens.verifyRefresh(refreshToken)).jti;
const meStatus = async (token: unknown) => (await call(api, 'GET', '/auth/me', { token: String(token) })).status;

/** Moves the last rotation of the session back in time. */
const pass = async (refreshToken: string, seconds: number): Promise<void> => {
  const { sessionId } = await api.deps.tokens.verifyRefresh(refreshToken);
  await api.deps.database.sql.$executeRaw`
    UPDATE session SET rotated_at = rotated_at - ${seconds} * interval '1 second' WHERE id = ${sessionId}::uuid`;
};

test('a refresh token works once, and reusing it revokes the session', async () => {
  const { token, refreshToken } = await signUp(api);
  const next = await refresh(refreshToken);
  expect(nextOf(next)).not.toBe(refreshToken);
  await pass(refreshToken, 11);
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_REUSED' } });
  expect(await refresh(nextOf(next))).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
  expect(await Promise.all([token, next.body.accessToken].map(meStatus))).toEqual([401, 401]);
});

test('concurrent refreshes all succeed and get the same refresh token', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { refreshToken } = await signUp(api);
    const responses = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    const ids = await Promise.all(responses.map(async (response) => idOf(nextOf(response))));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(await idOf(refreshToken));
    expect(await Promise.all(responses.map(({ body }) => meStatus(body.accessToken)))).toEqual(Array(8).fill(200));
    expect((await refresh(nextOf(responses[7] as ApiResponse))).status).toBe(200);
  }
});

test('a request retried within ten seconds gets the same refresh token and a valid access token', async () => {
  const { refreshToken } = await signUp(api);
  const first = nextOf(await refresh(refreshToken));
  await pass(refreshToken, 8);
  const again = await refresh(refreshToken);
  expect(await idOf(nextOf(again))).toBe(await idOf(first));
  expect(await meStatus(again.body.accessToken)).toBe(200);
});

test('reusing a token does not extend its ten seconds', async () => {
  const { refreshToken } = await signUp(api);
  await refresh(refreshToken);
  for (let repeats = 0; repeats < 3; repeats += 1) {
    expect((await refresh(refreshToken)).status).toBe(200);
    await pass(refreshToken, 3);
  }
  await pass(refreshToken, 2);
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_REUSED' } });
});

test('if two clients got the same token, the second one to use it after ten seconds revokes the session for both', async () => {
  const { refreshToken } = await signUp(api);
  const owner = nextOf(await refresh(refreshToken));
  const thief = nextOf(await refresh(refreshToken));
  const thiefs = await refresh(thief);
  expect(thiefs.status).toBe(200);
  await pass(refreshToken, 11);
  expect(await refresh(owner)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_REUSED' } });
  expect((await refresh(nextOf(thiefs))).status).toBe(401);
  expect(await meStatus(thiefs.body.accessToken)).toBe(401);
});

test('only the most recently used token can be reused; an older one revokes the session immediately', async () => {
  const { refreshToken } = await signUp(api);
  const next = nextOf(await refresh(refreshToken));
  const afterThat = nextOf(await refresh(next));
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_REUSED' } });
  expect((await refresh(afterThat)).status).toBe(401);
});

test('a used token is rejected immediately after its session was signed out', async () => {
  const { refreshToken } = await signUp(api);
  const { body } = await refresh(refreshToken);
  await call(api, 'POST', '/auth/logout', { token: String(body.accessToken) });
  expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'REFRESH_TOKEN_INVALID' } });
});
