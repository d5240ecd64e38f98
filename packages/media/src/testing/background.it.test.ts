import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStudio } from './studio.harness.js';

/** What the kernel says of the ffmpeg that writes to this path. */
const priorityOf = (path: string): { nice: number; group: string } | undefined => {
  for (const pid of readdirSync('/proc')
    .map(Number)
    .filter((found) => found > 0)) {
    try {
      const [program, ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (!program?.endsWith('ffmpeg') || !args.includes(`file:${path}`)) continue;
      const group = existsSync(`/proc/${pid}/autogroup`) ? readFileSync(`/proc/${pid}/autogroup`, 'utf8') : 'nice 10';
      return { nice: getPriority(pid), group };
    } catch {
      // ended meanwhile
    }
  }
  return undefined;
};

test('what runs in the background stands behind the rest, and so does the session that the sandbox made for it', async () => {
  await using studio = await openStudio();
  const path = `${studio.dir}/slow.mp4`;
  const stop = new AbortController();
  const source = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=5'];
  const run = studio.runner.runFfmpeg([...source, '-t', '60', `file:${path}`], {
    ...{ workDir: studio.dir, inputs: [], signal: AbortSignal.any([studio.signal, stop.signal]), background: true },
  });
  const ended = expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
  const deadline = performance.now() + 20_000;
  while (!priorityOf(path)?.group.includes('nice 10') && performance.now() < deadline) await sleep(100);
  const priority = priorityOf(path);
  stop.abort();
  await ended;
  expect(priority).toMatchObject({ nice: 10, group: expect.stringContaining('nice 10') });
});
