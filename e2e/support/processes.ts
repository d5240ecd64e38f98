import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProcessIdentity } from '@media/local-services';

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return ''; // it has exited, or we lack permission
  }
};

/** The processes that the launcher has recorded as running. */
export const recordedChildren = (dataDir: string): (ProcessIdentity & { name: string })[] =>
  JSON.parse(readFileSync(join(dataDir, 'children.json'), 'utf8'));

const table = (): { pid: number; parentPid: number }[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parentPid = 0]) => ({ pid, parentPid }));

/** A process and all its descendants. */
export const processTreeOf = (pid: number, processes = table()): number[] => [
  pid,
  ...processes.filter(({ parentPid }) => parentPid === pid).flatMap((child) => processTreeOf(child.pid, processes)),
];

/** The initial environment of a process. Any program of the same user can read it. */
export const environmentOf = (pid: number): string =>
  process.platform === 'linux'
    ? read(`/proc/${pid}/environ`)
    : execFileSync('ps', ['-E', '-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });

/** Processes with `text` in their command line or environment. Linux only. With a DATA_DIR: all processes of that product. */
export const processesMatching = (text: string): { pid: number; command: string }[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => `${read(`/proc/${pid}/cmdline`)} ${read(`/proc/${pid}/environ`)}`.includes(text))
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim() }))
    .filter(({ command }) => command !== '');
