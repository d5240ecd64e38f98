import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { putStream } from './put-stream.js';

/** A store that sees the request before its body. */
const storeThat = async (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/part`;
};

/** Chunks that reuse two buffers, as those of a file do, and record whether the reader was closed. */
const reusing = (bytes: Uint8Array, chunkBytes: number) => {
  const seen = { closed: 0 };
  const body = async function* () {
    try {
      let [buffer, other] = [new Uint8Array(chunkBytes), new Uint8Array(chunkBytes)];
      for (let at = 0; at < bytes.length; at += chunkBytes) {
        const chunk = bytes.subarray(at, at + chunkBytes);
        buffer.fill(0).set(chunk);
        yield buffer.subarray(0, chunk.length);
        [buffer, other] = [other, buffer];
      }
    } finally {
      seen.closed += 1;
    }
  };
  return { seen, body };
};

const put = (url: string, body: AsyncIterable<Uint8Array>, sizeBytes: number, options = {}) =>
  putStream(body, sizeBytes, {
    ...{ url, headers: {}, signal: new AbortController().signal, onSent: () => undefined },
    ...options,
  });

test('all bytes arrive with their length and the signed headers, and progress is reported', async () => {
  const bytes = randomBytes(3_000_000);
  const received: Buffer[] = [];
  let headers: IncomingMessage['headers'] = {};
  const url = await storeThat(async (request, response) => {
    headers = request.headers;
    for await (const chunk of request) received.push(chunk);
    response.end();
  });
  const reports: number[] = [];
  const { seen, body } = reusing(bytes, 100_000);
  const options = { headers: { 'x-amz-checksum-crc32c': 'yZRlqg==' }, onSent: (sent: number) => reports.push(sent) };
  await put(url, body(), bytes.length, options);
  expect(Buffer.concat(received).equals(bytes)).toBe(true);
  expect(headers).toMatchObject({ 'content-length': '3000000', 'x-amz-checksum-crc32c': 'yZRlqg==' });
  expect(reports).toHaveLength(30);
  expect(reports.at(-1)).toBe(3_000_000);
  expect(seen.closed).toBe(1);
});

test('a rejection is reported with its code, even by a store that reads no byte of the body', async () => {
  const url = await storeThat((_, response) => {
    response.writeHead(403).end('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>');
  });
  const { seen, body } = reusing(new Uint8Array(50_000_000), 500_000);
  const failed = put(url, body(), 50_000_000);
  await expect(failed).rejects.toMatchObject({ name: 'StoreError', status: 403, storeCode: 'AccessDenied' });
  expect(seen.closed).toBe(1);
});

test("a lost connection and a store that doesn't listen are network errors", async () => {
  const url = await storeThat((request) => request.once('data', () => request.socket.destroy()));
  const { seen, body } = reusing(new Uint8Array(5_000_000), 500_000);
  await expect(put(url, body(), 5_000_000)).rejects.toMatchObject({ name: 'NetworkError' });
  await expect(put('http://127.0.0.1:1/', body(), 5_000_000)).rejects.toMatchObject({ name: 'NetworkError' });
  expect(seen.closed).toBe(2);
});

test('aborting throws the reason, closes the connection and closes the file', async () => {
  const stop = new AbortController();
  let closed: (() => void) | undefined;
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await storeThat((request) => {
    request.on('close', () => closed?.());
    request.once('data', () => stop.abort('paused'));
  });
  const { seen, body } = reusing(new Uint8Array(5_000_000), 500_000);
  await expect(put(url, body(), 5_000_000, { signal: stop.signal })).rejects.toBe('paused');
  await wasClosed;
  expect(seen.closed).toBe(1);
});

test('a read error is thrown unchanged', async () => {
  const url = await storeThat((request) => request.resume());
  const body = async function* () {
    yield new Uint8Array(10);
    throw new DOMException('gone', 'NotReadableError');
  };
  await expect(put(url, body(), 20)).rejects.toMatchObject({ name: 'NotReadableError' });
});
