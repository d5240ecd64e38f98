import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Generated files must not make a build look stale. */
const GENERATED = new Set(['node_modules', 'dist', '.next', 'generated', 'next-env.d.ts']);
const IS_TEST = /\.(test|e2e)\.tsx?$/;

const filesUnder = (path: string): string[] => {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [path];
  const names = readdirSync(path).filter((name) => !GENERATED.has(name) && !name.endsWith('.tsbuildinfo'));
  return names.sort().flatMap((name) => filesUnder(join(path, name)));
};

/** SHA-256 over the names and contents of all files under the given paths, except tests. Missing paths are skipped. */
export const contentHash = (root: string, paths: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    if (!IS_TEST.test(file))
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0');
  }
  return hash.digest('hex');
};
