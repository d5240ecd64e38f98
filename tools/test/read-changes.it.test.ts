import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { readChanges } from './read-changes.ts';

test('commits since main, edits, deletions and untracked files count as changes; ignored files do not', () => {
  const root = mkdtempSync(join(runDir(), 'repository-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd: root });
  const write = (name: string, text = 'text') => writeFileSync(join(root, name), text);
  git('init', '-q', '-b', 'main');
  for (const name of ['edited', 'deleted', 'renamed', 'unchanged']) write(name, name);
  write('.gitignore', 'ignored');
  git('add', '-A');
  git('commit', '-qm', 'first');
  expect(readChanges(root).changed).toEqual([]);

  git('checkout', '-qb', 'topic');
  write('added in a commit');
  git('mv', 'renamed', 'new name');
  git('add', '-A');
  git('commit', '-qm', 'second');
  write('edited', 'otherwise');
  write('untracked');
  write('ignored');
  rmSync(join(root, 'deleted'));
  const { changed, files } = readChanges(root);
  expect(changed.toSorted()).toEqual(['added in a commit', 'deleted', 'edited', 'new name', 'renamed', 'untracked']);
  expect(files.toSorted()).toEqual(
    ['.gitignore', 'added in a commit', 'edited', 'new name', 'unchanged', 'untracked'].toSorted(),
  );
});
