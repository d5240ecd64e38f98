import type { BulkRequest, BulkResult, VideoView } from '@media/sdk';
import { expect, test } from 'vitest';
import { runBulk } from './run-bulk';

const videos = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `v${index}` }) as VideoView);

/** An API that refuses some videos, or whole requests. */
const api = (refuse: (id: string) => BulkResult['items'][number]['error'], isDown = (_: BulkRequest) => false) => {
  const requests: BulkRequest[] = [];
  const bulk = async (request: BulkRequest): Promise<BulkResult> => {
    requests.push(request);
    if (isDown(request)) throw new Error('The server is down.');
    const items = request.ids.map((id) => {
      const error = refuse(id);
      return { id, ...(error && { error }) };
    });
    return { items };
  };
  return { requests, client: { videos: { bulk } } };
};

test('more videos than one request takes are sent in several, and the others are done if one request fails', async () => {
  const { client, requests } = api(
    () => undefined,
    ({ ids }) => ids.length < 100,
  );
  const failures = await runBulk(client, { action: 'trash' }, videos(201));
  expect(requests.map(({ ids, action }) => [ids.length, action])).toEqual([
    [100, 'trash'],
    [100, 'trash'],
    [1, 'trash'],
  ]);
  expect(failures).toEqual([{ item: { id: 'v200' }, message: 'The server is down.' }]);
});

test('a video that is gone counts as deleted, but not as restored', async () => {
  const { client } = api((id) => (id === 'v1' ? { code: 'VIDEO_NOT_FOUND', detail: 'Video not found.' } : undefined));
  for (const action of ['trash', 'deletePermanently'] as const)
    expect(await runBulk(client, { action }, videos(3))).toEqual([]);
  expect(await runBulk(client, { action: 'restore' }, videos(3))).toEqual([
    { item: { id: 'v1' }, message: 'Video not found.' },
  ]);
});

test('other refusals are returned with what the API says', async () => {
  const { client } = api((id) => (id === 'v0' ? { code: 'RESOURCE_BUSY', detail: 'Try again.' } : undefined));
  expect(await runBulk(client, { action: 'deletePermanently' }, videos(2))).toEqual([
    { item: { id: 'v0' }, message: 'Try again.' },
  ]);
});
