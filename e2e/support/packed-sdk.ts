import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

/** Packs the SDK into `dir` as a release would, and returns the path of the tarball. */
export const packSdk = async (dir: string): Promise<string> => {
  const tarball = join(dir, 'media-sdk.tgz');
  await run(join(ROOT, 'node_modules/.bin/pnpm'), ['--dir', join(ROOT, 'packages/sdk'), 'pack', '--out', tarball]);
  return tarball;
};

/**
 * Installs tarballs and folders with npm, as a user outside this repository would. Offline, so a dependency on the registry
 * fails the test. npm skips the optional native checksum.
 */
export const npmInstall = async (dir: string, ...packages: string[]): Promise<void> => {
  const options = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--cache', join(dir, '.npm-cache')];
  await run('npm', ['install', ...options, ...packages], { cwd: dir });
};

/** An empty project. */
export const emptyProject = (dir: string): string => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'package.json'), JSON.stringify({ name: 'outside', private: true, type: 'module' }));
  return dir;
};
