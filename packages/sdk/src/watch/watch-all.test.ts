import type { OrganizationMessage } from '@media/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { sendProblem } from '../fixtures/serve.js';
import { serveStreams, stream } from '../fixtures/serve-streams.js';
import type { Send } from '../session/session.js';
import { watchAll } from './watch-all.js';

afterEach(() => void vi.useRealTimers());

/** The first `count` messages. */
const take = async (messages: AsyncIterable<OrganizationMessage>, count: number): Promise<OrganizationMessage[]> => {
  const taken: OrganizationMessage[] = [];
  for await (const message of messages) {
    taken.push(message);
    if (taken.length === count) break;
  }
  return taken;
};

test("messages of all videos arrive, and a completed video doesn't end the stream", async () => {
  const { client, requests } = await serveStreams([
    (response) =>
      stream(
        response,
        'id: 1700000000000\ndata: {"videoId":"a","status":"processing","progress":3,"playable":false}\n\n',
        'id: 1700000000000\ndata: {"videoId":"a","status":"completed"}\n\n: heartbeat\n\n',
        'id: 1700000000000\ndata: {"videoId":"b","deleted":true}\n\n',
      ),
  ]);
  expect(await take(client.watchAll(), 3)).toEqual([
    { videoId: 'a', status: 'processing', progress: 3, playable: false },
    { videoId: 'a', status: 'completed' },
    { videoId: 'b', deleted: true },
  ]);
  expect(requests).toEqual([{ path: '/events', lastEventId: undefined }]);
});

test('a stream that ends or breaks resumes after the last message', async () => {
  const { client, lastEventIds } = await serveStreams([
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n').end(),
    (response) => sendProblem(response, 503, 'DATABASE_UNAVAILABLE'),
    (response) => {
      stream(response, 'id: 1700000000002\ndata: {"videoId":"a","progress":2}\n\n').write('id: 9\ndata: {', () =>
        response.destroy(),
      );
    },
    (response) => stream(response, 'id: 1700000000003\ndata: {"videoId":"a","progress":3}\n\n'),
  ]);
  const taken = await take(client.watchAll(), 3);
  expect(taken.map(({ progress }) => progress)).toEqual([1, 2, 3]);
  expect(lastEventIds()).toEqual([undefined, '1700000000001', '1700000000001', '1700000000002']);
});

test('a silent connection is replaced by a new one', async () => {
  const open = Promise.withResolvers<void>();
  const { client, requests } = await serveStreams([
    (response) => {
      stream(response, ': heartbeat\n\n');
      open.resolve();
    },
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const taken = take(client.watchAll(), 1);
  await open.promise;
  while (requests.length < 2) {
    await vi.advanceTimersByTimeAsync(5_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await taken).toHaveLength(1);
});

test('a server without a free stream is called again only after Retry-After', async () => {
  const { client, requests } = await serveStreams([
    (response) => {
      response.setHeader('retry-after', '30');
      sendProblem(response, 429, 'STREAMS_EXHAUSTED');
    },
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const taken = take(client.watchAll(), 1);
  while (vi.getTimerCount() !== 1 || requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(requests).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  expect(await taken).toHaveLength(1);
});

test("a position older than the server's memory of deletions isn't resumed from", async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const asked: (string | undefined)[] = [];
  const answers = ['id: 1\ndata: {"videoId":"a"}\n\n', ': heartbeat\n\n', 'id: 2\ndata: {"videoId":"a"}\n\n'];
  const send: Send = async ({ headers }) => {
    asked.push(headers?.['last-event-id']);
    // The second connection lasts a week without messages.
    if (asked.length === 2) vi.setSystemTime(Date.now() + 7 * 86_400_000);
    return new Response(answers[asked.length - 1]);
  };
  const onFresh = vi.fn();
  await take(watchAll(send, { onFresh }), 2);
  expect(asked).toEqual([undefined, '1', undefined]);
  expect(onFresh).toHaveBeenCalledTimes(2);
});

test('the end of the session ends the stream with its error', async () => {
  const { client } = await serveStreams([
    (response) => stream(response).end(),
    (response) => sendProblem(response, 401, 'UNAUTHENTICATED'),
    (response) => sendProblem(response, 401, 'REFRESH_TOKEN_INVALID'),
  ]);
  await expect(take(client.watchAll(), 1)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('aborting ends the stream with the abort reason', async () => {
  const stop = new AbortController();
  const { client } = await serveStreams([
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  const watching = (async () => {
    for await (const _ of client.watchAll({ signal: stop.signal })) stop.abort('page left');
  })();
  await expect(watching).rejects.toBe('page left');
});

test('onFresh is called for every connection without a position, and not for one that resumes', async () => {
  let fresh = 0;
  const atConnection: number[] = [];
  const { client } = await serveStreams([
    (response) => {
      atConnection.push(fresh);
      sendProblem(response, 503, 'DATABASE_UNAVAILABLE');
    },
    (response) => {
      atConnection.push(fresh);
      stream(response, ': heartbeat\n\n').end();
    },
    (response) => {
      atConnection.push(fresh);
      stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n').end();
    },
    (response) => stream(response, 'id: 1700000000002\ndata: {"videoId":"a","progress":2}\n\n'),
  ]);
  const onFresh = () => {
    fresh += 1;
  };
  await take(client.watchAll({ onFresh }), 2);
  expect(atConnection).toEqual([0, 0, 1]);
  expect(fresh).toBe(2);
});
