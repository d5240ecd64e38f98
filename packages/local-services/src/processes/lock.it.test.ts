import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir, spawnNode } from '@media/testkit';
import { expect, test } from 'vitest';
import { takeLock } from './lock.ts';
import { identityOf } from './process-identity.ts';

const lockPath = () => join(mkdtempSync(join(runDir(), 'lock-')), 'launcher.lock');

const holder = async (path: string) => {
  const script = `${path}.mjs`;
  const module = new URL('./lock.ts', import.meta.url).href;
  writeFileSync(
    script,
    `import { takeLock } from ${JSON.stringify(module)};
     console.log('outcome', JSON.stringify(takeLock(${JSON.stringify(path)})));
     setInterval(() => {}, 1e6);`,
  );
  const child = await spawnNode(script);
  await child.waitForLine('outcome');
  return child;
};

test('returns the running process that holds the lock', async () => {
  const path = lockPath();
  const child = await holder(path);
  expect(takeLock(path)).toEqual({ heldBy: child.identity });
  await child.kill();
});

test('takes the lock of a killed process', async () => {
  const path = lockPath();
  const child = await holder(path);
  await child.kill();
  expect(takeLock(path)).toHaveProperty('lock');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(identityOf(process.pid));
});

test('takes a lock whose pid was reused by another process', () => {
  const path = lockPath();
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot' }));
  expect(takeLock(path)).toHaveProperty('lock');
});

test('takes an unreadable lock, and removes all files on release', () => {
  const path = lockPath();
  writeFileSync(path, '{"pid":');
  const outcome = takeLock(path);
  if ('lock' in outcome) outcome.lock.release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('exactly one of several processes gets a stale lock', async () => {
  const path = lockPath();
  writeFileSync(path, JSON.stringify({ pid: 1, startedAt: 'an earlier boot' }));
  const script = `${path}.mjs`;
  writeFileSync(
    script,
    `import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)};
     console.log('outcome', 'lock' in takeLock(${JSON.stringify(path)}) ? 'mine' : 'held');
     setInterval(() => {}, 1e6);`,
  );
  const rivals = await Promise.all(Array.from({ length: 6 }, () => spawnNode(script)));
  const outcomes = await Promise.all(rivals.map((rival) => rival.waitForLine('outcome')));
  await Promise.all(rivals.map((rival) => rival.kill()));
  expect(outcomes.filter((line) => line.endsWith('mine'))).toHaveLength(1);
});
