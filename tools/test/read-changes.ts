import { execFileSync } from 'node:child_process';
import type { Changes } from './choose-tests.ts';

const MAIN = ['main', 'origin/main'];
const SHORT_HASH = 12;

const NO_BASE =
  'No commit to compare with: fetch `main`, for example with `git fetch --unshallow origin main` in a shallow clone or `git fetch origin main` in any other.';

/**
 * Changes since this branch left main. On main itself: what `origin/main` doesn't have, or what isn't committed. `base` names the commit
 * compared with.
 */
export const readChanges = (root: string): Changes & { base: string } => {
  const git = (...args: string[]): string[] =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })
      .split(/[\0\n]/)
      .filter((line) => line !== '');
  const baseFrom = (branch: string): string | undefined => {
    try {
      return git('merge-base', branch, 'HEAD')[0];
    } catch {
      return undefined; // no such branch, or no common ancestor
    }
  };
  const bases = MAIN.flatMap((branch) => baseFrom(branch) ?? []);
  if (bases.length === 0) throw new Error(NO_BASE);
  const [head = 'HEAD'] = git('rev-parse', 'HEAD');
  const left = bases.find((commit) => commit !== head);
  const commit = left ?? head;
  const base = `${commit.slice(0, SHORT_HASH)}, ${left ? 'which this branch shares with main' : 'the last commit'}`;
  const untracked = git('ls-files', '-z', '--others', '--exclude-standard');
  const differing = git('diff', '-z', '--name-only', '--no-renames', commit);
  const deleted = new Set(git('ls-files', '-z', '--deleted'));
  const files = [...git('ls-files', '-z'), ...untracked].filter((path) => !deleted.has(path));
  return { base, changed: [...differing, ...untracked], files };
};
