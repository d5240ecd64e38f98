import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { readChanges } from './read-changes.ts';

/** A repository with one commit on `branch`. */
const createRepository = (branch: string, ...names: string[]) => {
  const root = mkdtempSync(join(runDir(), 'repository-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: root,
      stdio: 'pipe',
    });
  const write = (name: string, text = 'text') => writeFileSync(join(root, name), text);
  const commit = (message: string) => {
    git('add', '-A');
    git('commit', '-qm', message);
  };
  git('init', '-q', '-b', branch);
  for (const name of names) write(name, name);
  write('.gitignore', 'ignored');
  commit('first');
  return { root, git, write, commit };
};

test('commits since main, edits, deletions and untracked files count as changes; ignored files do not', () => {
  const { root, git, write, commit } = createRepository('main', 'edited', 'deleted', 'renamed', 'unchanged');
  expect(readChanges(root)).toMatchObject({
    changed: [],
    base: expect.stringMatching(/^[0-9a-f]{12}, the last commit$/),
  });

  git('checkout', '-qb', 'topic');
  write('added in a commit');
  git('mv', 'renamed', 'new name');
  commit('second');
  write('edited', 'otherwise');
  write('untracked');
  write('ignored');
  rmSync(join(root, 'deleted'));
  const { changed, files, base } = readChanges(root);
  expect(changed.toSorted()).toEqual(['added in a commit', 'deleted', 'edited', 'new name', 'renamed', 'untracked']);
  expect(files.toSorted()).toEqual(
    ['.gitignore', 'added in a commit', 'edited', 'new name', 'unchanged', 'untracked'].toSorted(),
  );
  expect(base).toMatch(/which this branch shares with main$/);
});

test('on main, commits that origin/main does not have count as changes', () => {
  const { root, git, write, commit } = createRepository('main', 'a');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  write('not pushed');
  commit('second');
  expect(readChanges(root).changed).toEqual(['not pushed']);
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  expect(readChanges(root).changed).toEqual([]);
});

test('without main or a common ancestor, it says what to fetch', () => {
  const { root, git } = createRepository('topic', 'a');
  expect(() => readChanges(root)).toThrow(/^No commit to compare with: fetch `main`/);
  git('checkout', '-q', '--orphan', 'main');
  git('commit', '-qm', 'unrelated');
  git('checkout', '-q', 'topic');
  expect(() => readChanges(root)).toThrow(/^No commit to compare with: fetch `main`/);
});
