import { chmodSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, isRunning, startChild, startRedis, takeLock } from '@media/local-services';
import { connectRedis, createLog } from '@media/runtime';
import { exposedPaths, runDir, spawnNode } from '@media/testkit';
import { expect, test } from 'vitest';
import { recordChildren } from './children-record.ts';
import { openDataDir } from './data-dir.ts';
import { requireFreeSpace } from './free-space.ts';
import { choosePorts } from './ports.ts';
import { readOrCreateSecrets } from './secrets.ts';
import { readSettings } from './settings.ts';

const connectTo = (url: string) =>
  connectRedis({ url, prefix: 'test' }, createLog('test', 'silent'), { blocking: true });

const FREE_PORTS = {
  ...{ api: 0, web: 0, s3: 0 },
  ...{ postgres: undefined, redis: undefined, apiMetrics: undefined, webMetrics: undefined },
};
const settings = () => readSettings({ DATA_DIR: mkdtempSync(join(runDir(), 'data-')) }, '/project', false);

const sleeper = async () => {
  const script = join(mkdtempSync(join(runDir(), 'sleeper-')), 'sleeper.mjs');
  writeFileSync(script, "console.log('here'); setInterval(() => {}, 1e6);");
  const child = await spawnNode(script);
  await child.waitForLine('here');
  return child;
};

test('a second start in the same folder names the running process and how to run a second copy', async () => {
  const wanted = settings();
  takeLock(join(wanted.dataDir, 'launcher.lock'));
  await expect(openDataDir(wanted)).rejects.toThrow(
    new RegExp(`already running in .* \\(pid ${process.pid}\\)\\. Stop it, or set DATA_DIR`),
  );
});

test('a start after kill -9 ends the leftover children and no other process', async () => {
  const wanted = settings();
  const [left, unrelated] = [await sleeper(), await sleeper()];
  writeFileSync(
    join(wanted.dataDir, 'children.json'),
    JSON.stringify([
      { ...left.identity, name: 'worker' },
      { pid: unrelated.identity.pid, startedAt: 'an earlier boot', name: 'api' },
    ]),
  );
  writeFileSync(
    join(wanted.dataDir, 'launcher.lock'),
    JSON.stringify({ pid: left.identity.pid, startedAt: 'an earlier boot' }),
  );
  const lock = await openDataDir(wanted);
  expect([isRunning(left.identity), isRunning(unrelated.identity)]).toEqual([false, true]);
  lock.release();
  await unrelated.kill();
});

test("other users can't list or read the folder, even one from an earlier version", async () => {
  const wanted = settings();
  const { dataDir } = wanted;
  for (const name of ['logs', 's3', 'worker']) mkdirSync(join(dataDir, name), { mode: 0o755 });
  writeFileSync(join(dataDir, 'worker', 'source'), 'private video', { mode: 0o600 });
  readOrCreateSecrets(dataDir);
  chmodSync(join(dataDir, 'secrets.json'), 0o644); // like a copy that lost its permissions
  chmodSync(dataDir, 0o755);
  expect(exposedPaths(dataDir).length).toBeGreaterThan(4);

  const lock = await openDataDir(wanted);
  await choosePorts({ ...wanted, embedded: { ...wanted.embedded, s3: false }, ports: FREE_PORTS });
  const script = "fs.mkdirSync('worker/made'); fs.writeFileSync('worker/made/file', ''); fs.writeFileSync('file', '')";
  const args = ['-e', script];
  const options = { name: 'child', command: process.execPath, args, cwd: dataDir, logFile: join(wanted.logDir, 'log') };
  const child = await startChild({ ...options, isPrivate: true });
  recordChildren(dataDir).add(child);
  expect((await child.exited).code).toBe(0);
  expect(readdirSync(dataDir)).toEqual(
    expect.arrayContaining(['children.json', 'file', 'launcher.lock', 'ports.json']),
  );
  expect(exposedPaths(dataDir)).toEqual([]);
  lock.release();
});

test('ends a leftover Redis, and the next start serves its data with the same password', async () => {
  const wanted = settings();
  const { redisPassword: password } = readOrCreateSecrets(wanted.dataDir);
  const options = {
    dataDir: join(wanted.dataDir, 'redis'),
    password,
    durable: true,
    logFile: join(runDir(), 'left.log'),
  };
  const port = await freePort();
  const left = await startRedis({ ...options, port, onSpawn: recordChildren(wanted.dataDir).add });
  const client = connectTo(left.url);
  await client.set('kept', 'yes');
  client.disconnect();

  const lock = await openDataDir(wanted);
  expect(isRunning(left.child.identity)).toBe(false);
  const again = await startRedis({ ...options, port, password: readOrCreateSecrets(wanted.dataDir).redisPassword });
  const next = connectTo(again.url);
  expect(await next.get('kept')).toBe('yes');
  next.disconnect();
  await again.child.stop();
  lock.release();
});

test('rejects a full disk before starting anything', () => {
  expect(() => requireFreeSpace(runDir(), Number.MAX_SAFE_INTEGER)).toThrow(
    /Not enough disk space.*set DATA_DIR to a folder on another disk/,
  );
});
