import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createLog, createMetrics, type WorkerRole } from '@media/runtime';
import { runDir } from '@media/testkit';
import { afterEach, expect, test } from 'vitest';
import { serveHealth } from './serve-health.js';

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const { close } of opened.splice(0)) close();
});

type Served = { dir?: string | undefined; roles?: WorkerRole[]; isReady?: boolean };

const serve = async ({
  dir = mkdtempSync(join(runDir(), 'health-')),
  roles = ['control', 'encode'],
  isReady = true,
}: Served = {}) => {
  const log = createLog('test', 'silent');
  const metrics = createMetrics('worker');
  const health = await serveHealth({
    ...{ host: '127.0.0.1', port: 0, roles, dir, metrics, isReady: () => isReady, log },
  });
  opened.push(health);
  return (path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request({ port: health.port, path, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      asked.on('error', reject).end();
    });
};

test('a running worker is live and ready, one that is shutting down only live', async () => {
  const ready = await serve();
  expect([await ready('/health/live'), await ready('/health/ready'), await ready('/metrics')]).toEqual([200, 200, 200]);
  const leaving = await serve({ isReady: false });
  expect([await leaving('/health/live'), await leaving('/health/ready')]).toEqual([200, 503]);
});

test('an invalid URL and a missing directory get a response and crash nothing', async () => {
  const ask = await serve({ dir: '/nowhere' });
  expect([await ask('//'), await ask('/health/ready'), await ask('/other')]).toEqual([400, 500, 404]);
  expect(await ask('/health/live')).toBe(200);
});
