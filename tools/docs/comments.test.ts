import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

test('every source file named in a comment exists', () => {
  const tracked = ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.tsx'];
  const files = execFileSync('git', tracked, { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
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
