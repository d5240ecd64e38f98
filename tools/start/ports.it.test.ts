import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@media/local-services';
import { runDir } from '@media/testkit';
import { afterEach, expect, test } from 'vitest';
import { choosePorts } from './ports.ts';
import { readSettings } from './settings.ts';

const servers: Server[] = [];

const occupy = async (port: number, host: string): Promise<void> => {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
};

afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))));

const settings = async (env: Record<string, string> = {}) => {
  const [web, api, s3] = [await freePort(), await freePort(), await freePort()].map(String);
  const dataDir = mkdtempSync(join(runDir(), 'ports-'));
  return readSettings({ WEB_PORT: web, API_PORT: api, S3_PORT: s3, DATA_DIR: dataDir, ...env }, '/project', false);
};

test.each(['127.0.0.1', '0.0.0.0'])(
  'a port in use on %s is reported with its variable and a free port',
  async (host) => {
    const wanted = await settings();
    await occupy(wanted.ports.api, host);
    await expect(choosePorts(wanted)).rejects.toThrow(
      new RegExp(`^Port ${wanted.ports.api} is already in use\\. Set API_PORT .* API_PORT=\\d+ npx pnpm start$`),
    );
  },
);

test('ignores the S3 port with an external store', async () => {
  const wanted = await settings({ S3_ENDPOINT: 'https://store.example.org' });
  await occupy(wanted.ports.s3, '127.0.0.1');
  await expect(choosePorts(wanted)).resolves.toMatchObject({ api: wanted.ports.api });
});

test('remembers ports of PostgreSQL and Redis, and replaces them if they are in use', async () => {
  const wanted = await settings();
  const first = await choosePorts(wanted);
  expect(await choosePorts(wanted)).toMatchObject({ postgres: first.postgres, redis: first.redis });
  await occupy(first.redis, '127.0.0.1');
  const second = await choosePorts(wanted);
  expect(second.postgres).toBe(first.postgres);
  expect(second.redis).not.toBe(first.redis);
});

test('reports a configured PostgreSQL port that is in use', async () => {
  const port = await freePort();
  await occupy(port, '127.0.0.1');
  await expect(choosePorts(await settings({ POSTGRES_PORT: String(port) }))).rejects.toThrow('Set POSTGRES_PORT');
});

test('workers get free health ports, or those from WORKER_HEALTH_PORT up', async () => {
  const chosen = await choosePorts(await settings({ WORKER_PROCESSES: '3' }));
  expect(new Set(chosen.workers).size).toBe(3);
  const first = await freePort();
  const configured = await settings({ WORKER_PROCESSES: '1', WORKER_HEALTH_PORT: String(first) });
  expect((await choosePorts(configured)).workers).toEqual([first]);
  await occupy(first, '127.0.0.1');
  await expect(choosePorts(configured)).rejects.toThrow('Set WORKER_HEALTH_PORT');
});

test('API and web get free metrics ports, or the configured ones', async () => {
  const free = await choosePorts(await settings());
  expect(new Set([free.apiMetrics, free.webMetrics, ...free.workers]).size).toBe(3);
  const [api, web] = [await freePort(), await freePort()];
  const named = await settings({ API_METRICS_PORT: String(api), WEB_METRICS_PORT: String(web) });
  expect(await choosePorts(named)).toMatchObject({ apiMetrics: api, webMetrics: web });
  await occupy(web, '127.0.0.1');
  await expect(choosePorts(named)).rejects.toThrow('Set WEB_METRICS_PORT');
});
