import { describe, expect, it } from 'vitest';
import { CLONE, CLONE3, DENIED_SYSCALLS } from './denied-syscalls.js';
import { seccompFilter } from './seccomp-filter.js';

const ALLOW = 0x7fff_0000;
const EPERM = 0x0005_0001;
const ENOSYS = 0x0005_0026;
const KILL = 0x8000_0000;
const X64 = 0xc000_003e;
const ARM64 = 0xc000_00b7;
const I386 = 0x4000_0003;

type Call = { arch: number; number: number; flags?: number };

/** Interprets the few instructions that we use as the kernel does (bpf(4)). */
const run = (program: Buffer, { arch, number, flags = 0 }: Call): number => {
  const data = new Map([
    [0, number],
    [4, arch],
    [16, flags],
  ]);
  let accumulator = 0;
  for (let at = 0; at < program.length; at += 8) {
    const [code, yes, no] = [program.readUInt16LE(at), program.readUInt8(at + 2), program.readUInt8(at + 3)];
    const k = program.readUInt32LE(at + 4);
    const jump = (condition: boolean) => (at += 8 * (condition ? yes : no));
    if (code === 0x20) accumulator = data.get(k) ?? Number.NaN;
    else if (code === 0x15) jump(accumulator === k);
    else if (code === 0x35) jump(accumulator >= k);
    else if (code === 0x45) jump((accumulator & k) !== 0);
    else if (code === 0x06) return k;
    else throw new Error(`instruction ${code}`);
  }
  throw new Error('it ends without a verdict');
};

const verdict = (arch: 'x64' | 'arm64', call: Partial<Call> & { number: number }): number =>
  run(seccompFilter(arch) ?? Buffer.alloc(0), { arch: arch === 'x64' ? X64 : ARM64, ...call });

const THREAD = 0x3d_0f00; // the flags of pthread_create
const NEW_USER = 0x1000_0000;

describe.each([
  ['x64', 0],
  ['arm64', 1],
] as const)('the filter for %s', (arch, index) => {
  it('denies every call of the list, each with a unique number', () => {
    const numbers = Object.values(DENIED_SYSCALLS as Record<string, readonly [number, number?]>).flatMap(
      (pair) => pair[index] ?? [],
    );
    expect(numbers.length).toBeGreaterThan(60);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.map((number) => verdict(arch, { number }))).toEqual(numbers.map(() => EPERM));
  });

  it('allows files, memory, threads and clocks', () => {
    // read write close mmap mprotect munmap brk futex sched_yield sched_getaffinity clock_nanosleep openat execve exit_group
    const x64 = [0, 1, 3, 9, 10, 11, 12, 202, 24, 204, 230, 257, 59, 231];
    const arm64 = [63, 64, 57, 222, 226, 215, 214, 98, 124, 123, 115, 56, 221, 94];
    const numbers = [x64, arm64][index] ?? [];
    expect(numbers.map((number) => verdict(arch, { number }))).toEqual(numbers.map(() => ALLOW));
  });

  it('allows threads, but no processes or namespaces', () => {
    const number = CLONE[index] ?? 0;
    expect(verdict(arch, { number, flags: THREAD })).toBe(ALLOW);
    expect(verdict(arch, { number, flags: 17 })).toBe(EPERM); // SIGCHLD: fork
    expect(verdict(arch, { number, flags: THREAD | NEW_USER })).toBe(EPERM);
    expect(verdict(arch, { number: CLONE3[index] ?? 0 })).toBe(ENOSYS);
  });

  it('kills on calls with numbers of another architecture', () => {
    expect(verdict(arch, { number: 1, arch: I386 })).toBe(KILL);
    expect(verdict(arch, { number: 1, arch: arch === 'x64' ? ARM64 : X64 })).toBe(KILL);
    expect(verdict(arch, { number: 0x4000_0000 + 41 })).toBe(KILL); // x32
  });
});

it('there is no filter for other architectures', () => {
  expect(seccompFilter('riscv64')).toBeUndefined();
});
