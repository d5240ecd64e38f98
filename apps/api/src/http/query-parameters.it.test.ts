import { afterAll, beforeAll, expect, test } from 'vitest';
import { queryFor } from '../fixtures/bodies.js';
import type { Person } from '../fixtures/call.js';
import { callRaw } from '../fixtures/call-raw.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';
import { type Ids, ownAll, walkRoutes } from '../fixtures/walk-routes.js';

/** Parameters that players, analytics, and HTTP libraries append, and names that could confuse a parser. */
const UNKNOWN =
  'CMCD=sid%3D%22a%22%2Cbl%3D1200&CMCD=b&_HLS_msn=3&_HLS_part=0&utm_source=mail&_=1&__proto__=x&constructor=y';

/** An invalid value for each known parameter. */
const BAD_VALUES: Record<string, string> = {
  token: 'x'.repeat(2_001),
  output: 'nonsense',
  limit: '0',
  cursor: 'nonsense',
  status: 'done',
  visibility: 'secret',
  tag: 'a,b',
  trashed: 'perhaps',
  minDurationMs: '-1',
  maxDurationMs: 'long',
  createdAfter: 'yesterday',
  createdBefore: '2026-02-30T00:00:00Z',
  q: 'x'.repeat(201),
  recipe: 'x'.repeat(51),
  sort: 'random',
  followed: 'perhaps',
  action: 'x'.repeat(300),
  actorId: 'nobody',
  targetId: '0',
  since: 'yesterday',
  until: '2026-02-30T00:00:00Z',
  format: 'xlsx',
  url: 'x'.repeat(2_001),
  maxwidth: '0',
  maxheight: '1.5',
  from: '2026-02-30',
  to: 'today',
};

let api: TestApi;
let owner: Person;
let ids: Ids;
beforeAll(async () => {
  api = await startApi();
  ({ owner, ids } = await ownAll(api));
});
afterAll(() => api.close());

const walkReads = async () => (await walkRoutes(api, ids)).filter(({ method }) => method === 'GET');

test('every GET route ignores unknown parameters', async () => {
  const reads = await walkReads();
  expect(reads.length).toBeGreaterThan(15);
  const { token } = owner;
  for (const { operation, path, route } of reads) {
    const query = queryFor(route, ids);
    const { status: plain } = await callRaw(api, 'GET', `${path}${query}`, { token });
    const { status } = await callRaw(api, 'GET', `${path}${query || '?'}&${UNKNOWN}`, { token });
    expect([operation, plain < 400, status]).toEqual([operation, true, plain]);
  }
});

test('a playback token is found among unknown parameters', async () => {
  const { token } = await api.deps.tokens.signPlayback(owner.organizationId, ids.video as never);
  for (const path of [
    'hls/master.m3u8',
    'hls/video/0.m3u8',
    'hls/audio/0.m3u8',
    'hls/iframes/0.m3u8',
    'dash/manifest.mpd',
  ]) {
    const { status } = await callRaw(api, 'GET', `/videos/${ids.video}/${path}?${UNKNOWN}&token=${token}&CMCD=c`);
    expect([path, status]).toEqual([path, 200]);
  }
});

test('every known parameter of every GET route rejects an invalid value', async () => {
  const refused: string[] = [];
  for (const { operation, path, route } of await walkReads()) {
    const known = Object.keys((route.query as { shape?: object } | undefined)?.shape ?? {});
    for (const name of known) {
      const { status } = await callRaw(api, 'GET', `${path}?${name}=${BAD_VALUES[name]}`, { token: owner.token });
      expect([operation, name, status]).toEqual([operation, name, 422]);
      refused.push(name);
    }
  }
  expect(new Set(refused)).toEqual(new Set(Object.keys(BAD_VALUES)));
});
