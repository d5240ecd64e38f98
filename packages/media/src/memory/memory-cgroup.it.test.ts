import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMediaRunner, type MediaRunnerOptions } from '../index.js';
import { BUDGET_BYTES, runHungry } from '../testing/hungry.harness.js';
import { FFMPEG, FFPROBE } from '../testing/studio.harness.js';
import type { OwnCgroup } from './find-own-cgroup.js';
import { type MemoryCgroup, openMemoryCgroup } from './memory-cgroup.js';
import { limitProcess, makeGroup } from './process-cgroup.js';

/** High enough that the cgroup limit applies before the watchdog or a process limit. */
const FAR_BYTES = 2 ** 50;
const A_SECOND_OF_RAW_VIDEO = ['-f', 'lavfi', '-i', 'color=s=1920x1080:r=25', '-t', '1'];

let root: string;
let failures: unknown[];
/** Undefined on a machine without a writable memory cgroup, where the tests expect polling of /proc. */
let cgroup: MemoryCgroup | undefined;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'memory-'));
  await chmod(root, 0o711);
  failures = [];
  const found = openMemoryCgroup({ workDir: root, onFailure });
  if ('limit' in found) cgroup = found;
  else expect(found.unavailableReason).not.toBe('');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** An outer cgroup, like that of a container. */
const makeOuter = ({ dir, version }: MemoryCgroup): OwnCgroup => {
  const outer = makeGroup(dir);
  if (version === 2) writeFileSync(join(outer, 'cgroup.subtree_control'), '+memory');
  writeFileSync(join(outer, version === 2 ? 'memory.max' : 'memory.limit_in_bytes'), String(BUDGET_BYTES));
  return { version, dir: outer };
};

/** Only cgroups of this process, because workers of other tests can have some, too. */
const groups = (): string[] =>
  cgroup ? readdirSync(cgroup.dir).filter((name) => name.startsWith(`media-${process.pid}-`)) : [];

const run = (argv: readonly string[], memoryCgroup: MediaRunnerOptions['memoryCgroup']) => {
  const sandbox = { mode: 'none' as const, holes: [] };
  const runner = createMediaRunner({ ffmpegPath: FFMPEG, ffprobePath: FFPROBE, sandbox, memoryCgroup });
  return runner.runFfmpeg(argv, { workDir: root, inputs: [], signal: new AbortController().signal });
};

/** With a limit that differs from the task's, so that only one of the two mechanisms applies. */
const limitedTo = (limitBytes: number, found: Pick<MemoryCgroup, 'limit'> | undefined) =>
  found && { limit: (pid: number) => found.limit(pid, limitBytes) };
const onFailure = (error: unknown) => failures.push(error);

test('in every sandbox mode, ffmpeg is killed by its cgroup, or by the watchdog without one', async () => {
  const before = groups();
  const limits = { memoryBytes: cgroup ? FAR_BYTES : BUDGET_BYTES };
  const errors = await runHungry(root, { memoryCgroup: limitedTo(BUDGET_BYTES, cgroup), limits });
  expect([...errors.keys()]).toEqual(expect.arrayContaining(['limits-only', 'none']));
  for (const [mode, { code, details }] of errors) {
    expect([mode, code]).toEqual([mode, 'ENCODER_OUT_OF_MEMORY']);
    expect(details.maxRssBytes).toBeGreaterThanOrEqual(BUDGET_BYTES);
    // Shared libraries are resident, too, but charged to the first process that read them.
    if (cgroup) expect(details.maxRssBytes).toBeLessThan(BUDGET_BYTES * 1.5);
  }
  expect(failures).toEqual([]);
  expect(groups()).toEqual(before);
});

test("an ffmpeg that is killed by the limit of an outer cgroup hasn't exceeded its own", async () => {
  const outer = cgroup && makeOuter(cgroup);
  const limits = { memoryBytes: outer ? FAR_BYTES : BUDGET_BYTES };
  const memoryCgroup = outer && {
    limit: (pid: number) => limitProcess(outer, { pid, limitBytes: 2 * BUDGET_BYTES, onFailure }),
  };
  const errors = await runHungry(root, { memoryCgroup, limits, modes: ['none'] });
  expect(errors.get('none')?.code).toBe(outer ? 'ENCODER_CRASHED' : 'ENCODER_OUT_OF_MEMORY');
  expect(failures).toEqual([]);
  if (outer) rmdirSync(outer.dir);
});

test('files that ffmpeg writes do not count as its memory', async () => {
  const path = join(root, 'large.nut');
  const argv = [...A_SECOND_OF_RAW_VIDEO, '-vf', 'loop=10:25', '-c:v', 'rawvideo', `file:${path}`];
  expect(await run(argv, limitedTo(BUDGET_BYTES, cgroup))).toMatchObject({ exitCode: 0 });
  expect(failures).toEqual([]);
});

test('if no cgroup can be created, ffmpeg runs without one, and the failure is reported', async () => {
  const before = groups();
  const argv = [...A_SECOND_OF_RAW_VIDEO, '-f', 'null', '-'];
  expect(await run(argv, limitedTo(Number.NaN, cgroup))).toMatchObject({ exitCode: 0 });
  expect(failures.splice(0)).toHaveLength(cgroup ? 1 : 0);
  expect(groups()).toEqual(before);
});

test('a start removes only cgroups of dead workers', () => {
  const parent = cgroup?.dir ?? root;
  const [dead, alive] = [join(parent, 'media-4194305-x'), join(parent, `media-${process.ppid}-x`)]; // above the maximum PID
  for (const dir of [dead, alive]) mkdirSync(dir);
  openMemoryCgroup({ workDir: root, onFailure });
  expect([existsSync(dead), existsSync(alive)]).toEqual([!cgroup, true]);
  for (const dir of [dead, alive]) if (existsSync(dir)) rmdirSync(dir);
});

test('no cgroup is used if the work folder is in memory', () => {
  const found = openMemoryCgroup({ workDir: '/dev/shm', onFailure });
  expect(found).not.toHaveProperty('limit');
});
