import type { Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRaw } from '../fixtures/open-raw.js';
import { startApi, type TestApi } from '../fixtures/start-api.js';

const DEBUG = 20;

let api: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  api = await startApi({}, { lines });
});
afterAll(() => api.close());

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
    const about = () => lines.map((line) => JSON.parse(line)).filter(({ requestId }) => requestId === id);
    await expect.poll(about).toContainEqual(expect.objectContaining({ code: 'REQUEST_ABORTED', level: DEBUG }));
    expect(about().filter(({ level, msg }) => level > DEBUG && msg !== 'Request completed')).toEqual([]);
    expect(lines.join('')).not.toContain('DATABASE_UNAVAILABLE');
  },
);
