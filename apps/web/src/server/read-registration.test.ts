import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());

/** An API that responds with these bodies, one after the other, and then with an error. Returns how often it was asked. */
const api = async (...bodies: object[]): Promise<() => number> => {
  let count = 0;
  const server = createServer((request, response) => {
    const body = request.url === '/auth/registration' ? bodies[count] : undefined;
    count += 1;
    response.writeHead(body ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  vi.stubEnv('API_ORIGIN', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => count;
};

test('one answer serves several pages', async () => {
  const asked = await api({ mode: 'closed' }, { mode: 'open' });
  const { readRegistration } = await import('./read-registration');
  expect([await readRegistration(), await readRegistration()]).toEqual(['closed', 'closed']);
  expect(asked()).toBe(1);
});

test('an API that was not ready is asked again', async () => {
  vi.stubEnv('API_ORIGIN', 'http://127.0.0.1:1');
  const { readRegistration } = await import('./read-registration');
  expect(await readRegistration()).toBe('open');
  await api({ mode: 'closed' });
  expect(await readRegistration()).toBe('closed');
});

test('without an answer, the form is shown, and the API decides', async () => {
  const asked = await api();
  const { readRegistration } = await import('./read-registration');
  expect(await readRegistration()).toBe('open');
  expect(asked()).toBe(1);
});
