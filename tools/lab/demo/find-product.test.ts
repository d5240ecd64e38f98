import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { apiCandidates, findProduct } from './find-product.ts';

const settings = (publicUrl: string, api: number) => ({
  apiHost: '127.0.0.1',
  publicUrl,
  ports: { api },
});

/** A server that answers everything with this text; its port. */
const serve = async (text: string): Promise<number> => {
  const server = createServer((_, response) => response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
};

test('the API is looked for on this machine first, unless PUBLIC_URL names another one', () => {
  expect(apiCandidates(settings('http://localhost:3000', 3001))).toEqual([
    'http://127.0.0.1:3001',
    'http://localhost:3000/api',
  ]);
  expect(apiCandidates(settings('https://video.example.org', 3001))).toEqual([
    'https://video.example.org/api',
    'http://127.0.0.1:3001',
  ]);
});

test('our API is known by its description', async () => {
  const port = await serve(JSON.stringify({ info: { title: 'media-processor' } }));
  expect(await findProduct(settings('http://localhost:1', port))).toBe(`http://127.0.0.1:${port}`);
});

test.each([
  ['JSON', '{"info":{"title":"something else"}}'],
  ['a page', '<h1>Hello</h1>'],
])('another program on the port that answers %s is not taken for our API', async (_, text) => {
  expect(await findProduct(settings('http://localhost:1', await serve(text)))).toBeUndefined();
});

test('a PUBLIC_URL of another machine at which nothing answers is a sentence that says what to do', async () => {
  await expect(findProduct(settings('http://media.invalid', 1))).rejects.toThrow(
    /No API answers at http:\/\/media\.invalid\/api .*leave PUBLIC_URL out/,
  );
});
