import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '@media/local-services';
import { exposedPaths } from '@media/testkit';
import { freePorts, runLauncher, startProduct } from '@media/testkit/product';
import { afterAll, expect, test } from 'vitest';
import { CREDENTIALS, caller } from './support/api.ts';
import { processesMatching, recordedChildren } from './support/processes.ts';

const dir = mkdtempSync(join(tmpdir(), 'media-launcher-'));
const dataDir = join(dir, 'my data'); // with a space, as is common in folder names
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const EMAIL = 'me@example.org';

test('data survives Ctrl-C and kill -9 of the launcher, and no process is left behind', async () => {
  const ports = await freePorts();
  const first = await startProduct({ dataDir, ports, viaPnpm: true });
  expect(first.output()).toContain(`Ready: ${first.webUrl}`);
  expect((await fetch(first.webUrl)).status).toBe(200);
  const account = { email: EMAIL, ...CREDENTIALS };
  expect((await caller('', first.apiUrl).call('POST', '/auth/register', account)).status).toBe(201);

  const children = recordedChildren(dataDir);
  expect(children.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['postgres', 'redis', 's3', 'worker', 'api', 'web']),
  );
  const second = await runLauncher({ dataDir, ports: await freePorts() });
  expect(second.code).toBe(1);
  expect(second.output).toMatch(/already|running/i);

  // The signal also kills npx, which can exit slightly before the last of its child processes.
  expect(await first.end('SIGINT')).not.toBe(0);
  await expect.poll(() => processesMatching(dataDir)).toEqual([]);
  await expect.poll(() => children.filter(isRunning)).toEqual([]);
  expect(first.output()).toContain('Received SIGINT. Shutting down.');

  const again = await startProduct({ dataDir, ports });
  expect((await caller('', again.apiUrl).call('POST', '/auth/login', account)).status).toBe(200);
  const orphans = recordedChildren(dataDir);
  expect(orphans.filter(isRunning).length).toBeGreaterThan(4);
  await again.end('SIGKILL');

  const last = await startProduct({ dataDir, ports });
  expect((await caller('', last.apiUrl).call('POST', '/auth/login', account)).status).toBe(200);
  expect(orphans.filter(isRunning)).toEqual([]);
  const lastChildren = recordedChildren(dataDir);
  expect(await last.end('SIGTERM')).toBe(0);
  expect(lastChildren.filter(isRunning)).toEqual([]);
  expect(processesMatching(dataDir)).toEqual([]);
});

test('other users of the machine can neither list nor read the data', () => {
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).toBe(0);
  expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['logs', 'postgres', 'redis', 's3', 'worker']));
  expect(exposedPaths(dataDir)).toEqual([]);
});

test('the message about a port in use names the variable to change', async () => {
  const ports = await freePorts();
  const blocker = createServer().listen(ports.API_PORT, '0.0.0.0');
  const { code, output } = await runLauncher({ dataDir: join(dir, 'other'), ports });
  blocker.close();
  expect(code).toBe(1);
  expect(output).toContain(String(ports.API_PORT));
  expect(output).toContain('API_PORT');
});
