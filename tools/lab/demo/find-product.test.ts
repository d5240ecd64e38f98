import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { apiCandidates, findProduct } from './find-product.ts';

const settings = (publicUrl: string, api: number) => ({
  apiHost: '127.0.0.1',
  publicUrl,
  ports: { api },
});

/** Starts a server that answers every request with this text. Returns its port. */
const serve = async (text: string): Promise<number> => {
  const server = createServer((_, response) => response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

test('looks for the API on this machine first, unless PUBLIC_URL is on another one', () => {
  expect(apiCandidates(settings('http://localhost:3000', 3001))).toEqual([
    'http://127.0.0.1:3001',
    'http://localhost:3000/api',
  ]);
  expect(apiCandidates(settings('https://video.example.org', 3001))).toEqual([
    'https://video.example.org/api',
    'http://127.0.0.1:3001',
  ]);
});

test('recognizes our API by its OpenAPI title', async () => {
  const port = await serve(JSON.stringify({ info: { title: 'media-processor' } }));
  expect(await findProduct(settings('http://localhost:1', port))).toBe(`http://127.0.0.1:${port}`);
});

test.each([
  ['JSON', '{"info":{"title":"something else"}}'],
  ['HTML', '<h1>Hello</h1>'],
])('ignores another program on the port that answers with %s', async (_, text) => {
  expect(await findProduct(settings('http://localhost:1', await serve(text)))).toBeUndefined();
});

test('explains what to do if no API answers at a remote PUBLIC_URL', async () => {
  await expect(findProduct(settings('http://media.invalid', 1))).rejects.toThrow(
    /No API found at http:\/\/media\.invalid\/api .*unset PUBLIC_URL/,
  );
});
