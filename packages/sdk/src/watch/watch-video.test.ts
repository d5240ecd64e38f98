import type { VideoMessage } from '@media/contracts';
import { expect, test } from 'vitest';
import { sendProblem } from '../fixtures/serve.js';
import { serveStreams, stream } from '../fixtures/serve-streams.js';

const collect = async (messages: AsyncIterable<VideoMessage>): Promise<VideoMessage[]> => {
  const collected: VideoMessage[] = [];
  for await (const message of messages) collected.push(message);
  return collected;
};

test('messages arrive in order, with any line ending, and the last one ends the loop', async () => {
  const { client } = await serveStreams([
    (response) =>
      stream(
        response,
        ': heartbeat\n\n',
        'id: 1\r\ndata: {"status":"processing","progress":3,"playable":false}\r\n\r\n',
        'id: 1\ndata: {"progress":\ndata: 45}\n\nid: 2\rdata: {"playable":true}\r\r',
        'data: not json\n\nid: 3\ndata: {"status":"completed"}\n\n',
      ).end(),
  ]);
  const messages = await collect(client.watch('v'));
  expect(messages).toEqual([
    { status: 'processing', progress: 3, playable: false },
    { progress: 45 },
    { playable: true },
    { status: 'completed' },
  ]);
});

test('a broken connection resumes after the last message, and a 204 ends the stream', async () => {
  const { client, lastEventIds } = await serveStreams([
    (response) => {
      // Flushed first: destroying the socket immediately would discard what was written.
      stream(response, 'retry: 1\nid: 7\ndata: {"progress":50}\n\n').write('id: 8\ndata: {"prog', () =>
        response.destroy(),
      );
    },
    (response) => sendProblem(response, 503, 'DATABASE_UNAVAILABLE'),
    (response) => response.writeHead(204).end(),
  ]);
  expect(await collect(client.watch('v'))).toEqual([{ progress: 50 }]);
  expect(lastEventIds()).toEqual([undefined, '7', '7']);
});

test("a replayed failure that has been retried since doesn't end the stream", async () => {
  const { client } = await serveStreams([
    (response) =>
      stream(
        response,
        'id: 4\ndata: {"status":"failed","error":{"code":"ENCODER_CRASHED","message":"Encoding failed."}}\n\n',
        'id: 5\ndata: {"status":"queued"}\n\n',
      ).end(),
    (response) => stream(response, 'id: 6\ndata: {"status":"completed"}\n\n').end(),
  ]);
  const statuses = (await collect(client.watch('v', { lastEventId: '3' }))).map(({ status }) => status);
  expect(statuses).toEqual(['failed', 'queued', 'completed']);
});

test("a proxy that keeps a finished stream open doesn't block the reader", async () => {
  const { client } = await serveStreams([(response) => stream(response, 'id: 1\ndata: {"status":"cancelled"}\n\n')]);
  expect(await collect(client.watch('v'))).toEqual([{ status: 'cancelled' }]);
});

test("a deleted video is an error and isn't retried", async () => {
  const { client, lastEventIds } = await serveStreams([(response) => sendProblem(response, 404, 'VIDEO_NOT_FOUND')]);
  await expect(collect(client.watch('v'))).rejects.toMatchObject({ code: 'VIDEO_NOT_FOUND' });
  expect(lastEventIds()).toHaveLength(1);
});

test('leaving the loop closes the connection', async () => {
  let closed: (() => void) | undefined;
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { client } = await serveStreams([
    (response) => {
      response.on('close', () => closed?.());
      stream(response, 'id: 1\ndata: {"progress":1}\n\n');
    },
  ]);
  for await (const _ of client.watch('v')) break;
  await expect(wasClosed).resolves.toBeUndefined();
});
