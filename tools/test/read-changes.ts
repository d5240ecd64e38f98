import { execFileSync } from 'node:child_process';
import type { Changes } from './choose-tests.ts';

const MAIN = ['main', 'origin/main'];

/** Changes since this branch left main. On main itself: since the last commit. */
export const readChanges = (root: string): Changes & { base: string } => {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })
      .split(/[\0\n]/)
      .filter((line) => line !== '');
  const baseFrom = (branch: string): string | undefined => {
    try {
      return git('merge-base', branch, 'HEAD')[0];
    } catch {
      return undefined; // no such branch
    }
  };
  const base = MAIN.map(baseFrom).find((commit) => commit !== undefined) ?? 'HEAD';
  const untracked = git('ls-files', '-z', '--others', '--exclude-standard');
  const differing = git('diff', '-z', '--name-only', '--no-renames', base);
  const deleted = new Set(git('ls-files', '-z', '--deleted'));
  const files = [...git('ls-files', '-z'), ...untracked].filter((path) => !deleted.has(path));
  return { base, changed: [...differing, ...untracked], files };
};
