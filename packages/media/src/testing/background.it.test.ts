import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStudio } from './studio.harness.js';

const pidsOf = (path: string): number[] =>
  readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && textOf(`/proc/${pid}/cmdline`).split('\0').includes(`file:${path}`));

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has exited
  }
};

test('a background run gets low priority, including all processes of its sandbox', async () => {
  await using studio = await openStudio();
  const path = `${studio.dir}/slow.mp4`;
  const stop = new AbortController();
  const source = ['-re', '-f', 'lavfi', '-i', 'testsrc2=size=64x36:rate=5', '-t', '60'];
  const options = { workDir: studio.dir, inputs: [], signal: stop.signal, background: true };
  const ended = expect(studio.runner.runFfmpeg([...source, `file:${path}`], options)).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  const groups = () => pidsOf(path).map((pid) => textOf(`/proc/${pid}/autogroup`));
  const isBehind = (group: string) => group.includes('nice 10');
  const deadline = performance.now() + 20_000;
  while (!(groups().length > 0 && groups().every(isBehind)) && performance.now() < deadline) await sleep(100);
  const found = groups();
  stop.abort();
  await ended;
  expect(found).not.toEqual([]);
  // Without autogroups, kernels distribute CPU time by thread.
  if (existsSync('/proc/self/autogroup')) expect(found.every(isBehind)).toBe(true);
});
