import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, withConnection } from '@media/local-services';
import { expect, test } from 'vitest';
import { redisUrl, runDir } from './infrastructure.ts';
import { makeClip } from './make-clip.ts';
import { spawnNode } from './spawn-node.ts';
import { createTestDatabase } from './test-database.ts';
import { startOwnRedis } from './test-redis.ts';

const probe = (path: string, entries: string): string =>
  execFileSync('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path], {
    encoding: 'utf8',
  }).trim();

const script = (name: string, text: string): string => {
  const path = join(runDir(), name);
  writeFileSync(path, text);
  return path;
};

test('test databases are separate, and drop removes them', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await withConnection(one.databaseUrl, (client) => client.query('CREATE TABLE only_here (id int)'));
  const tables = await withConnection(other.databaseUrl, (client) =>
    client.query("SELECT 1 FROM pg_tables WHERE tablename = 'only_here'"),
  );
  expect(tables.rowCount).toBe(0);
  await one.drop();
  await other.drop();
  await expect(withConnection(one.databaseUrl, (client) => client.query('SELECT 1'))).rejects.toThrow('does not exist');
});

test('a separate Redis restarts on the same port', async () => {
  const redis = await startOwnRedis();
  expect(redis.redisUrl).not.toBe(redisUrl());
  await redis.stop();
  await redis.start();
  await redis.stop();
});

test('a clip has the requested properties and is made once', async () => {
  const path = await makeClip({ seconds: 1, size: '64x48', rate: 25, container: 'mkv' });
  expect(probe(path, 'stream=codec_type,width,height,r_frame_rate')).toContain('video,64,48,25/1');
  expect(probe(path, 'stream=codec_type')).toContain('audio');
  expect(await makeClip({ seconds: 1, size: '64x48', rate: 25, container: 'mkv' })).toBe(path);
});

test('of a clip that is made twice at the same time, the first file stays', async () => {
  const options = { seconds: 1, size: '48x64', audio: false } as const;
  const clips = [makeClip(options), makeClip(options)];
  const { ino } = statSync(await Promise.race(clips));
  for (const path of await Promise.all(clips)) expect(statSync(path).ino).toBe(ino);
});

test('a rotated clip has a display matrix', async () => {
  const path = await makeClip({ seconds: 1, size: '64x48', audio: false, rotation: 90 });
  expect(probe(path, 'stream_side_data=rotation')).toBe('-90');
});

test('spawnNode waits for a line of the log and can kill the process abruptly', async () => {
  const child = await spawnNode(
    script('ready.mjs', "console.log('ready', process.env.COLOR); setInterval(() => {}, 1e6);"),
    {
      COLOR: 'blue',
    },
  );
  expect(await child.waitForLine('ready')).toBe('ready blue');
  expect(await child.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  expect(isRunning(child.identity)).toBe(false);
});

test('waitForLine fails with the output of a process that has exited', async () => {
  const child = await spawnNode(script('broken.mjs', "console.error('no such thing'); process.exit(3);"));
  await expect(child.waitForLine('ready')).rejects.toThrow('no such thing');
});
