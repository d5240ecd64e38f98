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

test('a lock held by a running process names it', async () => {
  const path = lockPath();
  const child = await holder(path);
  expect(takeLock(path)).toEqual({ heldBy: child.identity });
  await child.kill();
});

test('the lock of a process that was killed -9 is taken over', async () => {
  const path = lockPath();
  const child = await holder(path);
  await child.kill();
  expect(takeLock(path)).toHaveProperty('lock');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(identityOf(process.pid));
});

test('a lock whose pid now belongs to another process is taken over', () => {
  const path = lockPath();
  writeFileSync(path, JSON.stringify({ pid: process.pid, startedAt: 'an earlier boot' }));
  expect(takeLock(path)).toHaveProperty('lock');
});

test('an unreadable lock is taken over, and a released one leaves nothing behind', () => {
  const path = lockPath();
  writeFileSync(path, '{"pid":');
  const outcome = takeLock(path);
  if ('lock' in outcome) outcome.lock.release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('of many processes that find a dead lock at once, exactly one gets it', async () => {
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
