import { CLONE, CLONE3, DENIED_SYSCALLS } from './denied-syscalls.js';

type Machine = { index: 0 | 1; auditArch: number };
type Label = 'allow' | 'deny' | 'unknown' | 'kill';
/** A classic BPF instruction. A jump without a label continues with the next instruction. */
type Instruction = { code: number; k: number; yes?: Label; no?: Label };

/** AUDIT_ARCH_* of linux/audit.h. */
const MACHINES: Readonly<Record<string, Machine>> = {
  x64: { index: 0, auditArch: 0xc000_003e },
  arm64: { index: 1, auditArch: 0xc000_00b7 },
};

// linux/bpf_common.h
const LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
const IF_EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const IF_AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const IF_ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
const RETURN = 0x06; // BPF_RET | BPF_K

// struct seccomp_data of linux/seccomp.h; both architectures store the lower half first.
const NUMBER = 0;
const ARCH = 4;
const FIRST_ARGUMENT = 16;

const EPERM = 1;
const ENOSYS = 38;
const RETURNS: Readonly<Record<Label, number>> = {
  allow: 0x7fff_0000,
  deny: 0x0005_0000 | EPERM,
  // glibc falls back to clone, whose flags are visible.
  unknown: 0x0005_0000 | ENOSYS,
  kill: 0x8000_0000,
};
const LABELS = Object.keys(RETURNS) as Label[];

const X32_BIT = 0x4000_0000;
const CLONE_THREAD = 0x0001_0000;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET of linux/sched.h. */
const CLONE_NEW = 0x7e02_0000;

const numbersOf = ({ index }: Machine): number[] =>
  Object.values(DENIED_SYSCALLS).flatMap((numbers: readonly [number, number?]) => numbers[index] ?? []);

const instructionsFor = (machine: Machine): Instruction[] => [
  { code: LOAD, k: ARCH },
  { code: IF_EQUAL, k: machine.auditArch, no: 'kill' }, // 32-bit calls have different numbers
  { code: LOAD, k: NUMBER },
  { code: IF_AT_LEAST, k: X32_BIT, yes: 'kill' }, // so do x32 calls, which have the same architecture
  ...numbersOf(machine).map((number) => ({ code: IF_EQUAL, k: number, yes: 'deny' as const })),
  { code: IF_EQUAL, k: CLONE3[machine.index] ?? 0, yes: 'unknown' },
  { code: IF_EQUAL, k: CLONE[machine.index] ?? 0, no: 'allow' },
  { code: LOAD, k: FIRST_ARGUMENT },
  { code: IF_ANY_BIT, k: CLONE_NEW, yes: 'deny' },
  { code: IF_ANY_BIT, k: CLONE_THREAD, yes: 'allow', no: 'deny' },
];

/**
 * The seccomp program that bubblewrap loads before it executes ffmpeg, as an array of struct sock_filter. Undefined for an architecture with
 * unknown numbers; the self-test then reports the hole. Pure. docs/decisions/0035-a-system-call-filter.md explains which calls are denied,
 * and why it isn't an allowlist.
 */
export const seccompFilter = (arch: string): Buffer | undefined => {
  const machine = MACHINES[arch];
  if (!machine) return undefined;
  const steps = instructionsFor(machine);
  const program: Instruction[] = [...steps, ...LABELS.map((label) => ({ code: RETURN, k: RETURNS[label] }))];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, { code, k, yes, no }] of program.entries()) {
    const distance = (label: Label | undefined) => (label ? steps.length + LABELS.indexOf(label) - index - 1 : 0);
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(distance(yes), index * 8 + 2);
    bytes.writeUInt8(distance(no), index * 8 + 3);
    bytes.writeUInt32LE(k, index * 8 + 4);
  }
  return bytes;
};
