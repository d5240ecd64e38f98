import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PASSWORD as ACCOUNT_PASSWORD, call, type Person, signUp } from '../fixtures/call.js';
import { createShare } from '../fixtures/create-share.js';
import { publishVideo } from '../fixtures/publish-video.js';
import { startApi, startBeside, type TestApi } from '../fixtures/start-api.js';

const PASSWORD = 'seagull at noon';
const LIMIT = 3;

let api: TestApi;
let other: TestApi;
let ada: Person;
let token: string;
let addresses = 0;
beforeAll(async () => {
  const env = { AUTH_RATE_LIMIT: String(LIMIT), TRUST_PROXY: '127.0.0.1' };
  api = await startApi(env);
  other = await startBeside(api, env);
  ada = await signUp(api);
});
afterAll(async () => {
  await other.close();
  await api.close();
});
beforeEach(async () => {
  token = await newShare();
});

const newShare = async () => {
  const id = await publishVideo(api, ada);
  return (await createShare(api, ada, id, { password: PASSWORD })).token;
};
const newAddress = () => {
  addresses += 1;
  return `203.0.113.${addresses}`;
};
const guess = async (password: string, ip: string, { share = token, at = api } = {}) => {
  const headers = { 'x-forwarded-for': ip };
  const {
    status,
    body,
    headers: sent,
  } = await call(at, 'POST', '/shares/open', { body: { token: share, password }, headers });
  return { status, code: body.code, retryAfter: sent.get('retry-after') };
};
const WRONG = { status: 403, code: 'SHARE_PASSWORD_WRONG' };
const LIMITED = { status: 429, code: 'RATE_LIMITED', retryAfter: expect.stringMatching(/^\d+$/) };

test('an address has few guesses, at all processes together, even with the right password', async () => {
  const ip = newAddress();
  for (let count = 0; count < LIMIT; count += 1)
    expect(await guess('wrong', ip, { at: count % 2 ? api : other })).toMatchObject(WRONG);
  expect(await guess(PASSWORD, ip)).toMatchObject(LIMITED);
  expect(await guess(PASSWORD, newAddress(), { at: other })).toMatchObject({ status: 200 });
});

test('an address that guesses at many links is limited, too', async () => {
  const ip = newAddress();
  const shares = [await newShare(), await newShare(), await newShare(), await newShare()];
  const found = [];
  for (const share of shares) found.push(await guess('wrong', ip, { share }));
  expect(found).toMatchObject([WRONG, WRONG, WRONG, LIMITED]);
});

test('many addresses together have five times as many guesses at a link', async () => {
  for (let count = 0; count < 5 * LIMIT; count += 1) expect(await guess('wrong', newAddress())).toMatchObject(WRONG);
  expect(await guess(PASSWORD, newAddress())).toMatchObject(LIMITED);
  expect(await guess(PASSWORD, newAddress(), { share: await newShare() })).toMatchObject({ status: 200 });
});

test('guesses at the same time count, too', async () => {
  const ip = newAddress();
  const found = await Promise.all(Array.from({ length: 4 * LIMIT }, () => guess('wrong', ip)));
  expect(found.filter(({ status }) => status === 403)).toHaveLength(LIMIT);
});

test('a correct password counts for nothing, so many viewers can share an address', async () => {
  const ip = newAddress();
  for (let count = 0; count < 3 * LIMIT; count += 1) expect(await guess(PASSWORD, ip)).toMatchObject({ status: 200 });
  expect(await guess('wrong', ip)).toMatchObject(WRONG);
});

test('guesses at a link do not lock anyone out of an account', async () => {
  const ip = newAddress();
  for (let count = 0; count <= LIMIT; count += 1) await guess('wrong', ip);
  const { status } = await call(api, 'POST', '/auth/login', {
    body: { email: ada.email, password: ACCOUNT_PASSWORD },
    headers: { 'x-forwarded-for': ip },
  });
  expect(status).toBe(200);
});
