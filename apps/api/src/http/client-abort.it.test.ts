import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, signUp } from '../fixtures/call.js';
import { openRaw } from '../fixtures/open-raw.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const DEBUG = 20;

let api: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
});
afterAll(() => api.close());

const about = (id: string) => lines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
const get = ({ token }: Person, path: string, id: string) =>
  openRaw(api, `GET ${path} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\nx-request-id: ${id}\r\n\r\n`);
const END = { msg: 'Request completed' };

test.each<[string, (socket: Socket) => void]>([
  ['closes its connection', (socket) => socket.destroy()],
  ['resets its connection', (socket) => socket.resetAndDestroy()],
])(
  'a client that %s while sending its body is logged at debug level, not as a database failure',
  async (how, disconnect) => {
    const id = how.replaceAll(' ', '-');
    const { socket } = openRaw(
      api,
      `POST /auth/login HTTP/1.1\r\nhost: x\r\nx-request-id: ${id}\r\n`,
      'content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"email":',
    );
    socket.once('connect', () => setTimeout(() => disconnect(socket), 50));
    await expect
      .poll(() => about(id))
      .toContainEqual(expect.objectContaining({ code: 'REQUEST_ABORTED', level: DEBUG }));
    expect(about(id).filter(({ level, msg }) => level > DEBUG && msg !== 'Request completed')).toEqual([]);
    expect(lines.join('')).not.toContain('DATABASE_UNAVAILABLE');
  },
);

test('a stream that its client leaves is logged when it ends', async () => {
  const stream = get(await signUp(api), '/events', 'left-stream');
  await expect.poll(() => stream.received()).toContain('text/event-stream');
  expect(about('left-stream')).not.toContainEqual(expect.objectContaining(END));
  stream.socket.destroy();
  await expect.poll(() => about('left-stream')).toContainEqual(expect.objectContaining({ ...END, status: 200 }));
  expect(about('left-stream')).not.toContainEqual(expect.objectContaining({ isAborted: true }));
});

const waiting = () =>
  api.deps.database.sql.$queryRaw<unknown[]>`
    SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'video'::regclass`;

test('a request whose client goes before the response is logged with status 499', async () => {
  const ada = await signUp(api);
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: isLocked, resolve: locked } = Promise.withResolvers<void>();
  const lock = api.deps.database.transaction(async ({ sql }) => {
    await sql.$executeRaw`LOCK TABLE video IN ACCESS EXCLUSIVE MODE`;
    locked();
    await released;
  });
  await isLocked;
  const { socket } = get(ada, '/videos', 'left-early');
  await expect.poll(waiting).toHaveLength(1);
  socket.destroy();
  await expect
    .poll(() => about('left-early'))
    .toContainEqual(expect.objectContaining({ ...END, status: 499, route: '/videos', isAborted: true }));
  release();
  await lock;
});
