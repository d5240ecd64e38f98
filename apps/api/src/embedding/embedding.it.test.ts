import type { OEmbedView } from '@media/contracts';
import { newId } from '@media/database';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { call, type Person, signUp } from '../fixtures/call.js';
import { createShare } from '../fixtures/create-share.js';
import { publishVideo, shareVideo } from '../fixtures/publish-video.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const PAGES = 'https://media.example.org/videos';

let api: TestApi;
let ada: Person;
beforeAll(async () => {
  api = await startApi({ PUBLIC_URL: PAGES });
});
afterAll(() => api.close());
beforeEach(async () => {
  ada = await signUp(api);
});

const restrict = (embedDomains: unknown, token = ada.token) =>
  call(api, 'PATCH', `/organizations/${ada.organizationId}`, { token, body: { embedDomains } });
const ancestorsOf = async (path: string) => {
  const { status, body } = await call(api, 'GET', path);
  return [status, body];
};
const ANY = [200, { frameAncestors: ['*'] }];

test('any site can embed the videos of an organization, until it names some', async () => {
  const id = await shareVideo(api, ada);
  const share = await createShare(api, ada, id);
  const addresses = [`/watch/${id}/embedding`, `/shares/${share.id}/embedding`];
  for (const address of addresses) expect(await ancestorsOf(address)).toEqual(ANY);
  const domains = ['example.com', '*.example.com', 'localhost:8080'];
  const changed = await restrict(['EXAMPLE.com', '*.example.com', 'localhost:8080']);
  expect(changed).toMatchObject({ status: 200, body: { embedDomains: domains } });
  const { body } = await call(api, 'GET', `/organizations/${ada.organizationId}`, { token: ada.token });
  expect(body.embedDomains).toEqual(domains);
  for (const address of addresses)
    expect(await ancestorsOf(address)).toEqual([200, { frameAncestors: ["'self'", ...domains] }]);
  await restrict([]);
  for (const address of addresses) expect(await ancestorsOf(address)).toEqual(ANY);
});

test('the sites also apply to a private video with a playback token of it', async () => {
  const [id, other] = [await publishVideo(api, ada), await publishVideo(api, ada)];
  const tokenFor = async (video: string) =>
    (await call(api, 'POST', `/videos/${video}/playback-tokens`, { token: ada.token })).body.token;
  const share = await createShare(api, ada, id);
  const opened = await call(api, 'POST', '/shares/open', { body: { token: String(share.url).split('#')[1] } });
  const ofViewer = new URL(String(opened.body.hlsUrl)).searchParams.get('token');
  await restrict(['example.com']);
  const address = (token: unknown) => `/watch/${id}/embedding?token=${token}`;
  const named = [200, { frameAncestors: ["'self'", 'example.com'] }];
  for (const token of [await tokenFor(id), ofViewer]) expect(await ancestorsOf(address(token))).toEqual(named);
  for (const token of [await tokenFor(other), 'nonsense', '']) expect(await ancestorsOf(address(token))).toEqual(ANY);
});

test('private, unknown and malformed IDs do not tell what exists', async () => {
  await restrict(['example.com']);
  const hidden = await publishVideo(api, ada);
  const [expired, revoked] = [await createShare(api, ada, hidden), await createShare(api, ada, hidden)];
  await api.deps.database.sql.share.update({ where: { id: expired.id }, data: { expiresAt: new Date() } });
  await call(api, 'DELETE', `/videos/${hidden}/shares/${revoked.id}`, { token: ada.token });
  const trashed = await shareVideo(api, ada);
  await call(api, 'DELETE', `/videos/${trashed}`, { token: ada.token });
  for (const id of [hidden, trashed, newId(), 'nonsense', '%27', 'x'.repeat(90)])
    expect(await ancestorsOf(`/watch/${id}/embedding`)).toEqual(ANY);
  for (const id of [expired.id, revoked.id, newId(), 'nonsense'])
    expect(await ancestorsOf(`/shares/${id}/embedding`)).toEqual(ANY);
});

test.each([
  'https://example.com',
  'example.com/path',
  '*',
  '*.',
  'a.*.com',
  "'none'",
  'example.com; script-src *',
  'example.com evil.com',
  'exa\nmple.com',
  '-example.com',
  'example.com:port',
  '',
  'x'.repeat(256),
])('%j is no site', async (site) => {
  expect(await restrict([site])).toMatchObject({ status: 422, body: { code: 'REQUEST_INVALID' } });
});

test('only owners choose the sites, and the log says which', async () => {
  const bob = await signUp(api);
  const { organizationId } = ada;
  await api.deps.database.sql.membership.create({ data: { organizationId, userId: bob.userId, role: 'admin' } });
  expect(await restrict(['example.com'], bob.token)).toMatchObject({ status: 403 });
  await restrict(['example.com']);
  await restrict([]);
  const path = '/audit?action=organization.embedding_changed';
  const { body } = await call(api, 'GET', path, { token: ada.token });
  expect(body.items).toMatchObject([
    { metadata: { from: ['example.com'], to: [] } },
    { metadata: { from: [], to: ['example.com'] } },
  ]);
});

const oembed = (query: Record<string, string>) => call(api, 'GET', `/oembed?${new URLSearchParams(query)}`);
const pageOf = (id: string) => `${PAGES}/watch/${id}`;

test('the page of a video that is not private has an embed code', async () => {
  const id = await shareVideo(api, ada);
  await call(api, 'PATCH', `/videos/${id}`, { token: ada.token, body: { title: 'Fish & "Chips"' } });
  const { status, body } = await oembed({ url: pageOf(id), format: 'json' });
  expect([status, body]).toEqual([
    200,
    {
      ...{ version: '1.0', type: 'video', title: 'Fish & "Chips"', width: 1280, height: 720 },
      ...{ provider_name: 'media-processor', provider_url: PAGES },
      html: expect.stringContaining(`<iframe src="${PAGES}/embed/${id}" width="1280" height="720"`),
      thumbnail_url: expect.stringMatching(`^${PAGES}/api/watch/${id}/poster\\?v=[0-9a-f-]{36}$`),
      ...{ thumbnail_width: 1280, thumbnail_height: 720 },
    },
  ]);
  expect(body.html).toContain('title="Fish &amp; &quot;Chips&quot;"');
  for (const url of [`${pageOf(id)}/?t=30`, `${PAGES}/embed/${id}#x`])
    expect((await oembed({ url })).body).toEqual(body);
});

test('a player is as large as the consumer allows, and a larger poster is left out', async () => {
  const id = await shareVideo(api, ada);
  const { body } = await oembed({ url: pageOf(id), maxwidth: '640', maxheight: '1000' });
  const { width, height, thumbnail_url } = body as OEmbedView;
  expect([width, height, thumbnail_url]).toEqual([640, 360, undefined]);
  expect((await oembed({ url: pageOf(id), maxheight: '90' })).body).toMatchObject({ width: 160, height: 90 });
});

test('all other addresses get the same 404, XML is not supported, and parameters are checked', async () => {
  const [id, hidden] = [await shareVideo(api, ada), await publishVideo(api, ada)];
  const share = await createShare(api, ada, hidden);
  const others = [
    ...[pageOf(hidden), pageOf(newId()), pageOf('nonsense'), `${PAGES}/embed/${hidden}`, String(share.url), PAGES],
    ...[`https://media.example.org/watch/${id}`, `https://evil.example/videos/watch/${id}`, `${pageOf(id)}/more`],
    ...['nonsense', '', `javascript:alert(1)//${id}`],
  ];
  for (const url of others) {
    expect({ url, ...(await oembed({ url })) }).toMatchObject({ url, status: 404, body: { code: 'VIDEO_NOT_FOUND' } });
  }
  const xml = { status: 501, body: { code: 'OEMBED_FORMAT_UNSUPPORTED' } };
  expect(await oembed({ url: pageOf(id), format: 'xml' })).toMatchObject(xml);
  for (const query of [{}, { url: pageOf(id), maxwidth: '0' }, { url: pageOf(id), format: 'yaml' }])
    expect(await oembed(query as Record<string, string>)).toMatchObject({ status: 422 });
});
