import type { OrganizationMessage } from '@media/contracts';
import { afterEach, expect, test, vi } from 'vitest';
import { answerProblem } from '../fixtures/serve.js';
import { serveStreams, stream } from '../fixtures/serve-streams.js';
import type { Send } from '../session/session.js';
import { watchAll } from './watch-all.js';

afterEach(() => void vi.useRealTimers());

/** Listens until it has heard `count` messages. */
const hear = async (messages: AsyncIterable<OrganizationMessage>, count: number): Promise<OrganizationMessage[]> => {
  const heard: OrganizationMessage[] = [];
  for await (const message of messages) {
    heard.push(message);
    if (heard.length === count) break;
  }
  return heard;
};

test('the messages of all videos arrive, and one that has ended ends nothing', async () => {
  const { client, asked } = await serveStreams([
    (response) =>
      stream(
        response,
        'id: 1700000000000\ndata: {"videoId":"a","status":"processing","progress":3,"playable":false}\n\n',
        'id: 1700000000000\ndata: {"videoId":"a","status":"completed"}\n\n: heartbeat\n\n',
        'id: 1700000000000\ndata: {"videoId":"b","deleted":true}\n\n',
      ),
  ]);
  expect(await hear(client.watchAll(), 3)).toEqual([
    { videoId: 'a', status: 'processing', progress: 3, playable: false },
    { videoId: 'a', status: 'completed' },
    { videoId: 'b', deleted: true },
  ]);
  expect(asked).toEqual([{ path: '/events', lastEventId: undefined }]);
});

test('a stream that the server ends, and one that breaks, go on from the last message', async () => {
  const { client, lastEventIds } = await serveStreams([
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n').end(),
    (response) => answerProblem(response, 503, 'DATABASE_UNAVAILABLE'),
    (response) => {
      stream(response, 'id: 1700000000002\ndata: {"videoId":"a","progress":2}\n\n').write('id: 9\ndata: {', () =>
        response.destroy(),
      );
    },
    (response) => stream(response, 'id: 1700000000003\ndata: {"videoId":"a","progress":3}\n\n'),
  ]);
  const heard = await hear(client.watchAll(), 3);
  expect(heard.map(({ progress }) => progress)).toEqual([1, 2, 3]);
  expect(lastEventIds()).toEqual([undefined, '1700000000001', '1700000000001', '1700000000002']);
});

test('a connection that has gone silent is given up, and another is opened', async () => {
  const open = Promise.withResolvers<void>();
  const { client, asked } = await serveStreams([
    (response) => {
      stream(response, ': heartbeat\n\n');
      open.resolve();
    },
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = hear(client.watchAll(), 1);
  await open.promise;
  while (asked.length < 2) {
    await vi.advanceTimersByTimeAsync(5_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(await heard).toHaveLength(1);
});

test('a server that has no place for it is asked again only when it says', async () => {
  const { client, asked } = await serveStreams([
    (response) => {
      response.setHeader('retry-after', '30');
      answerProblem(response, 429, 'STREAMS_EXHAUSTED');
    },
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const heard = hear(client.watchAll(), 1);
  while (vi.getTimerCount() !== 1 || asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  expect(await heard).toHaveLength(1);
});

test('a position so old that the server may have forgotten what was deleted since is not resumed from', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const asked: (string | undefined)[] = [];
  const answers = ['id: 1\ndata: {"videoId":"a"}\n\n', ': heartbeat\n\n', 'id: 2\ndata: {"videoId":"a"}\n\n'];
  const send: Send = async ({ headers }) => {
    asked.push(headers?.['last-event-id']);
    // The second connection lasts for a week in which nothing happens.
    if (asked.length === 2) vi.setSystemTime(Date.now() + 7 * 86_400_000);
    return new Response(answers[asked.length - 1]);
  };
  const onFresh = vi.fn();
  await hear(watchAll(send, { onFresh }), 2);
  expect(asked).toEqual([undefined, '1', undefined]);
  expect(onFresh).toHaveBeenCalledTimes(2);
});

test('the end of the session ends it with the reason', async () => {
  const { client } = await serveStreams([
    (response) => stream(response).end(),
    (response) => answerProblem(response, 401, 'UNAUTHENTICATED'),
    (response) => answerProblem(response, 401, 'REFRESH_TOKEN_INVALID'),
  ]);
  await expect(hear(client.watchAll(), 1)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('aborting ends it with the reason of the caller', async () => {
  const stop = new AbortController();
  const { client } = await serveStreams([
    (response) => stream(response, 'id: 1700000000001\ndata: {"videoId":"a","progress":1}\n\n'),
  ]);
  const listening = (async () => {
    for await (const _ of client.watchAll({ signal: stop.signal })) stop.abort('page left');
  })();
  await expect(listening).rejects.toBe('page left');
});

test('who has read a list is told when the stream has begun afresh, also after tries that failed or said nothing; not when it goes on', async () => {
  let fresh = 0;
  const atConnection: number[] = [];
  const { client } = await serveStreams([
    (response) => {
      atConnection.push(fresh);
      answerProblem(response, 503, 'DATABASE_UNAVAILABLE');
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
  await hear(client.watchAll({ onFresh }), 2);
  expect(atConnection).toEqual([0, 0, 1]);
  expect(fresh).toBe(2);
});
