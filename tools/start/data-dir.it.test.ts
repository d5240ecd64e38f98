import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir, spawnNode } from '@media/testkit';
import { isRunning, takeLock } from '@media/testkit/services';
import { expect, test } from 'vitest';
import { openDataDir } from './data-dir.ts';
import { requireFreeSpace } from './free-space.ts';
import { readSettings } from './settings.ts';

const settings = () => readSettings({ DATA_DIR: mkdtempSync(join(runDir(), 'data-')) }, '/project', false);

const sleeper = async () => {
  const script = join(mkdtempSync(join(runDir(), 'sleeper-')), 'sleeper.mjs');
  writeFileSync(script, "console.log('here'); setInterval(() => {}, 1e6);");
  const child = await spawnNode(script);
  await child.waitForLine('here');
  return child;
};

test('a second start in the same folder is told who runs and how to run beside it', async () => {
  const wanted = settings();
  takeLock(join(wanted.dataDir, 'launcher.lock'));
  await expect(openDataDir(wanted)).rejects.toThrow(
    new RegExp(`already runs in .* \\(process ${process.pid}\\)\\. Stop that one, or set DATA_DIR`),
  );
});

test('a start after kill -9 ends what was left running, and only that', async () => {
  const wanted = settings();
  const [left, stranger] = [await sleeper(), await sleeper()];
  writeFileSync(
    join(wanted.dataDir, 'children.json'),
    JSON.stringify([
      { ...left.identity, name: 'worker' },
      { pid: stranger.identity.pid, startedAt: 'an earlier boot', name: 'api' },
    ]),
  );
  writeFileSync(
    join(wanted.dataDir, 'launcher.lock'),
    JSON.stringify({ pid: left.identity.pid, startedAt: 'an earlier boot' }),
  );
  const lock = await openDataDir(wanted);
  expect([isRunning(left.identity), isRunning(stranger.identity)]).toEqual([false, true]);
  lock.release();
  await stranger.kill();
});

test('a full disk is told before anything is started', () => {
  expect(() => requireFreeSpace(runDir(), Number.MAX_SAFE_INTEGER)).toThrow(
    /nearly full.*set DATA_DIR to a folder on another disk/,
  );
});
