import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadableStream } from 'node:stream/web';
import {
  CreateBucketCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { createEmbeddedS3, type EmbeddedS3 } from '@media/embedded-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from '../send-raw.fixture.js';
import { KEYS } from '../start-test-server.fixture.js';

const Bucket = 'slow';
const MIB = 1024 ** 2;
/** Shorter windows than in production, which take minutes. */
const CLIENT_LIMITS = { headersMs: 500, minBytesPerSecond: 1_000, sendingWindowMs: 500, readingWindowMs: 1_000 };
const TRICKLE_MS = 20;
const SERVER = { ...KEYS, region: 'us-east-1', port: 0, host: '127.0.0.1' };

const clientOf = ({ url }: EmbeddedS3): S3Client => {
  const address = { endpoint: url, region: 'us-east-1', credentials: KEYS, forcePathStyle: true };
  return new S3Client({ ...address, requestChecksumCalculation: 'WHEN_REQUIRED' });
};

let dataDir: string;
let server: EmbeddedS3;
let client: S3Client;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
  // Set up with production limits: on a busy machine, this process can stall for more than half a second.
  const lenient = await createEmbeddedS3({ ...SERVER, dataDir });
  const filler = clientOf(lenient);
  await filler.send(new CreateBucketCommand({ Bucket }));
  await filler.send(new PutObjectCommand({ Bucket, Key: 'large', Body: Buffer.alloc(64 * MIB) }));
  filler.destroy();
  await lenient.close();
  server = await createEmbeddedS3({ ...SERVER, dataDir, clientLimits: CLIENT_LIMITS });
  client = clientOf(server);
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(dataDir, { recursive: true });
});

const open = (url = server.url): Socket => {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname);
};

/** Sends the head, then a byte now and then until the server closes the connection. Resolves to the response. */
const trickle = (head: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = open();
    socket.write(head);
    const timer = setInterval(() => socket.write('x'), TRICKLE_MS);
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', () => undefined); // closed while a byte was in flight
    socket.once('close', () => {
      clearInterval(timer);
      resolve(answer);
    });
  });

const headOf = (method: string, url: string, ...headers: string[]): string => {
  const { pathname, search, host } = new URL(url);
  return [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, ...headers, '', ''].join('\r\n');
};

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
};

describe('a client that only occupies a connection', () => {
  test('by trickling the body of an object or a part gets RequestTimeout, and nothing is stored', async () => {
    const created = await sendRaw(server.url, 'POST', `/${Bucket}/part`, { query: { uploads: '' }, body: '' });
    const UploadId = /<UploadId>(.*)<\/UploadId>/.exec(created.text)?.[1] ?? '';
    const before = await filesIn(dataDir);
    const commands = [
      new PutObjectCommand({ Bucket, Key: 'object' }),
      new UploadPartCommand({ Bucket, Key: 'part', UploadId, PartNumber: 1 }),
    ];
    for (const command of commands) {
      const answer = await trickle(
        headOf('PUT', await getSignedUrl(client, command as PutObjectCommand), 'Content-Length: 9999999'),
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('<Code>RequestTimeout</Code>');
    }
    await expect.poll(() => filesIn(dataDir)).toEqual(before);
  });

  test('by trickling the body of an already rejected request is disconnected', async () => {
    const answer = await trickle(headOf('PUT', `${server.url}/${Bucket}/x`, 'Content-Length: 9999999'));
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  test('by never finishing its headers gets 408', async () => {
    expect(await trickle(`GET /${Bucket} HTTP/1.1\r\nX-Slow: `)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('by never reading a response is disconnected', async () => {
    const socket = open();
    socket.pause();
    socket.on('error', () => undefined);
    socket.write(headOf('GET', await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'large' }))));
    const { port } = new URL(server.url);
    // Check the server's side: a client that reads nothing doesn't notice that it was disconnected.
    await expect.poll(() => socket.connecting).toBe(false);
    await expect.poll(() => connectionsTo(Number(port), socket.localPort ?? 0)).toBe(0);
    socket.destroy();
  });
});

/** The number of the server's connections from a local port. The server runs in this process. */
const connectionsTo = (port: number, from: number): number =>
  (process as unknown as { _getActiveHandles(): Partial<Socket>[] })
    ._getActiveHandles()
    .filter(({ localPort, remotePort }) => localPort === port && remotePort === from).length;

test('a slow but steady client can send and read everything', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
  const clientLimits = { ...CLIENT_LIMITS, headersMs: 10_000, sendingWindowMs: 3_000, readingWindowMs: 10_000 };
  const steady = await createEmbeddedS3({ ...SERVER, dataDir: dir, clientLimits });
  const own = clientOf(steady);
  await own.send(new CreateBucketCommand({ Bucket }));
  const Body = Buffer.alloc(MIB, 'a');
  async function* chunks() {
    for (let at = 0; at < MIB; at += 64 * 1024) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      yield Body.subarray(at, at + 64 * 1024);
    }
  }
  const headers = { 'content-length': String(MIB) };
  const body = ReadableStream.from(chunks()) as unknown as BodyInit;
  const request = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit;
  const sent = await fetch(await getSignedUrl(own, new PutObjectCommand({ Bucket, Key: 'steady' })), request);
  expect(sent.status).toBe(200);
  const read = await fetch(await getSignedUrl(own, new GetObjectCommand({ Bucket, Key: 'steady' })));
  expect(Buffer.from(await read.arrayBuffer()).equals(Body)).toBe(true);
  own.destroy();
  await steady.close();
  await rm(dir, { recursive: true });
});

test('connections per address are limited until some are closed', async () => {
  const MAX_CONNECTIONS = 12;
  const reports: string[] = [];
  const limits = { connectionsPerAddress: MAX_CONNECTIONS, onError: (error: unknown) => reports.push(String(error)) };
  const dir = await mkdtemp(join(tmpdir(), 'embedded-s3-'));
  const limited = await createEmbeddedS3({ ...SERVER, dataDir: dir, ...limits });
  const sockets: Socket[] = [];
  const isServed = (): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = open(limited.url);
      sockets.push(socket);
      socket.once('data', () => resolve(true));
      socket.once('error', () => resolve(false));
      socket.write(headOf('HEAD', `${limited.url}/`));
    });
  const served = await Promise.all(Array.from({ length: MAX_CONNECTIONS + 3 }, isServed));
  expect(served.filter(Boolean)).toHaveLength(MAX_CONNECTIONS);
  expect(reports).toEqual([expect.stringMatching(/^127\.0\.0\.1 has 12 connections.*S3_CONNECTIONS_PER_ADDRESS/)]);
  sockets[served.indexOf(true)]?.destroy();
  await expect.poll(isServed).toBe(true);
  for (const socket of sockets) socket.destroy();
  await limited.close();
  await rm(dir, { recursive: true });
});
