import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const IN_COMMENT = /^\s*(?:\/?\*|\/\/)|\s\/\/\s/;
const NAMED = /`([\w./-]+\.tsx?)`/g;

const namedIn = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => IN_COMMENT.test(line))
    .flatMap((line) => [...line.matchAll(NAMED)].map(([, name = '']) => name));

/** Tracked and untracked source files. Without -z, git escapes names that aren't ASCII; deleted files stay listed until a commit. */
const sourceFiles = (root: string): string[] => {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.tsx'];
  return execFileSync('git', list, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));
};

test('every source file named in a comment exists', () => {
  const files = sourceFiles(ROOT);
  const exists = (name: string) => files.some((file) => `/${file}`.endsWith(`/${name.replace(/^(?:\.\.?\/)+/, '')}`));
  const missing = files
    .filter((file) => file !== 'tools/docs/comments.test.ts')
    .flatMap((file) => namedIn(readFileSync(join(ROOT, file), 'utf8')).map((name) => ({ file, name })))
    .filter(({ name }) => !exists(name));
  expect(missing).toEqual([]);
});

test('file names are found in comments but not in code', () => {
  const text = ['/** See `a.ts`.', ' * and `b/c.tsx` */', 'call(); // in `d.ts`', 'const name = `e.ts`;'].join('\n');
  expect(namedIn(text)).toEqual(['a.ts', 'b/c.tsx', 'd.ts']);
});

test('deleted files are skipped, and names that are not ASCII are read', () => {
  const root = mkdtempSync(join(tmpdir(), 'media-comments-'));
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root });
    git('init', '-q');
    for (const name of ['deleted.ts', 'größe.ts']) writeFileSync(join(root, name), '');
    git('add', '-A');
    rmSync(join(root, 'deleted.ts'));
    writeFileSync(join(root, 'untracked.tsx'), '');
    expect(sourceFiles(root).toSorted()).toEqual(['größe.ts', 'untracked.tsx']);
  } finally {
    rmSync(root, { recursive: true });
  }
});
