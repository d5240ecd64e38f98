import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { planFilters } from '@media/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderFilters } from '../argv/render-filters.js';
import { spawnConfined } from '../run/spawn-confined.js';
import { FFMPEG } from '../testing/studio.harness.js';
import { useStudio } from '../testing/use-studio.harness.js';
import { attackSandbox } from './attack-sandbox.js';
import { CLONE, CLONE3, DENIED_SYSCALLS } from './denied-syscalls.js';
import { SANDBOX_MODES } from './sandbox.js';

/** Part of every Debian and Ubuntu (perl-base is essential). Makes any system call by number. */
const PERL = '/usr/bin/perl';
const INDEX = process.arch === 'x64' ? 0 : 1;
const EPERM = 1;
const ENOSYS = 38;
const SIGCHLD = 17;
const NEW_USER = 0x1000_0000;

const studio = useStudio();
let workDir = '';
beforeAll(async () => {
  workDir = join(studio.dir, 'attack');
  await mkdir(workDir);
});

const isCell = (): boolean => studio.runner.sandbox.mode.startsWith('bwrap');

const inSandbox = async (program: string, ...args: string[]) => {
  const limits = { cpuSeconds: 30, fileBytes: 2 ** 20 };
  const child = await spawnConfined(studio.runner.sandbox, { program, args, inputs: [], workDir, limits });
  if (!child.stdout) throw new Error('stdout is not piped');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { ...(await child.exited), stdout, stderr };
};

/** The result of each call: the error number, or 0 if it succeeded. */
const errorsOf = async (calls: readonly (readonly number[])[]): Promise<number[]> => {
  const script = calls
    .map((call) => `$! = 0; my $done = syscall(${call.join(',')}); print $done < 0 ? $!+0 : 0, "\\n";`)
    .join(' ');
  const { stdout, stderr } = await inSandbox(PERL, '-e', script);
  expect(stderr).toBe('');
  return stdout.trim().split('\n').map(Number);
};

const numberOf = (name: keyof typeof DENIED_SYSCALLS): number => DENIED_SYSCALLS[name][INDEX] ?? 0;

describe('the sandbox of this machine', () => {
  it('has no holes, or reports them', () => {
    const { mode, holes, warning } = studio.runner.sandbox;
    expect(holes.length > 0).toBe(warning !== undefined);
    expect(mode === 'none' || existsSync('/usr/bin/setpriv')).toBe(true);
  });

  it('blocks opening sockets, rings and namespaces, and inspecting or starting processes', async () => {
    if (!isCell()) return expect(studio.runner.sandbox.mode).toMatch(/^(landlock|limits-only|none)/);
    const denied = [
      ...[1, 2, 10, 16].map((family) => [numberOf('socket'), family, 1, 0]), // unix, inet, inet6, netlink
      [numberOf('io_uring_setup'), 1, 0],
      ...[numberOf('ptrace'), numberOf('bpf'), numberOf('userfaultfd')].map((number) => [number, 0, 0, 0]),
      [numberOf('keyctl'), 0, -3, 1],
      [numberOf('unshare'), NEW_USER],
      [numberOf('mount'), 0, 0, 0, 0, 0],
      [CLONE[INDEX] ?? 0, SIGCHLD, 0, 0, 0, 0],
      [CLONE[INDEX] ?? 0, SIGCHLD | NEW_USER, 0, 0, 0, 0],
    ];
    expect(await errorsOf(denied)).toEqual(denied.map(() => EPERM));
    expect(await errorsOf([[CLONE3[INDEX] ?? 0, 0, 0]])).toEqual([ENOSYS]);
  });

  it('kills a process that uses system call numbers of another architecture', async () => {
    if (!isCell() || process.arch !== 'x64') return expect(SANDBOX_MODES).toContain(studio.runner.sandbox.mode);
    const { exitCode, stdout } = await inSandbox(PERL, '-e', 'syscall(0x40000000 + 39); print "survived"');
    expect(stdout).toBe('');
    expect(exitCode).toBe(128 + 31); // SIGSYS, as reported by bubblewrap
  });

  it('inherits no descriptors that its worker inherited', async () => {
    const secret = join(studio.dir, 'inherited');
    await writeFile(secret, 'INHERITED');
    await using file = await open(secret, 'r');
    const gap = Array.from({ length: 17 }, () => 'ignore' as const);
    const entry = join(import.meta.dirname, 'list-descriptors.fixture.mjs');
    const argv = [entry, studio.dir, existsSync(PERL) ? PERL : FFMPEG];
    const worker = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit', ...gap, file.fd] });
    const [stdout] = await Promise.all([text(worker.stdout as Readable), once(worker, 'exit')]);
    const { mode, before, inside } = JSON.parse(stdout);
    if (mode === 'none') return expect(inside).toBeUndefined();
    expect(before).toContain(20);
    expect(inside).toEqual([0, 1, 2]);
  });
});

describe('ffmpeg', () => {
  it.each([
    ['pq', 'libx264'],
    ['hlg', 'libx265'],
  ] as const)(
    'works in the sandbox: %s tone-mapped, encoded by %s with eight threads, and probed',
    async (hdr, encoder) => {
      const { runner, signal } = studio;
      const run = { workDir, inputs: [], signal };
      const output = join(workDir, `${encoder}.mp4`);
      const transfer = { pq: 'smpte2084', hlg: 'arib-std-b67' }[hdr];
      const color = `setparams=color_primaries=bt2020:color_trc=${transfer}:colorspace=bt2020nc:range=tv`;
      const source = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:d=0.4:r=25'];
      const tags = { primaries: 'bt709', transfer: 'bt709' };
      const colors = { matrix: 'bt2020nc', wide: 'bt2020', hdr: { transfer: hdr, peakNits: 1_000 }, ...tags } as const;
      const toneMapping = renderFilters(planFilters({ colors }, [{ width: 320, height: 180 }]).sized.flat());
      const filters = ['format=yuv420p10le', color, ...toneMapping].join(',');
      const audio = ['-f', 'lavfi', '-i', 'sine=d=0.4', '-c:a', 'aac'];
      const argv = [
        ...source,
        ...audio,
        '-vf',
        filters,
        '-c:v',
        encoder,
        '-threads',
        '8',
        '-shortest',
        `file:${output}`,
      ];
      await runner.runFfmpeg(argv, run);
      const entries = ['-show_entries', 'stream=codec_type,width', '-of', 'csv=p=0'];
      const probed = await runner.runFfprobe(['-v', 'error', ...entries, `file:${output}`], {
        ...run,
        inputs: [output],
      });
      expect(probed.trim().split('\n')).toEqual(['video,320', 'audio']);
    },
  );
});

it('the self-test of a worker finds that sockets can be opened without the filter', async () => {
  const { owner, mode } = studio.runner.sandbox;
  if (!isCell()) return expect(studio.runner.sandbox.holes.length > 0).toBe(mode !== 'landlock');
  const arch = Object.getOwnPropertyDescriptor(process, 'arch');
  Object.defineProperty(process, 'arch', { ...arch, value: 'riscv64' }); // with unknown system call numbers
  try {
    const sandbox = { mode, ...(owner && { owner }) };
    expect(await attackSandbox({ ffmpegPath: FFMPEG, scratchDir: studio.dir, sandbox })).toEqual(['open a socket']);
  } finally {
    Object.defineProperty(process, 'arch', arch ?? {});
  }
});
