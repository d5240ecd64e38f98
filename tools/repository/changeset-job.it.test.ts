import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const WORKFLOW = join(import.meta.dirname, '../../.github/workflows/ci.yml');

/** Runs the script of the job in a repository with one more commit than origin/main. */
const runJob = (...changed: string[]) => {
  const { jobs } = parse(readFileSync(WORKFLOW, 'utf8'));
  const script = (jobs.changeset.steps as { run?: string }[]).find(({ run }) => run)?.run ?? '';
  const cwd = mkdtempSync(join(runDir(), 'changeset-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd });
  git('init', '-q', '-b', 'topic');
  mkdirSync(join(cwd, '.changeset'));
  for (const path of ['.changeset/README.md', 'README.md']) writeFileSync(join(cwd, path), 'first');
  const commit = () => {
    git('add', '-A');
    git('commit', '-qm', 'test');
  };
  commit();
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  for (const path of changed) writeFileSync(join(cwd, path), 'second');
  commit();
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { cwd, encoding: 'utf8' });
};

test('a pull request that adds a changeset passes', () => {
  expect(runJob('README.md', '.changeset/videos-fly.md').status).toBe(0);
});

test('any other pull request fails and says which commands add a changeset', () => {
  const { status, stdout } = runJob('README.md', '.changeset/README.md');
  expect(status).toBe(1);
  expect(stdout).toMatch(/npx pnpm changeset`.*npx pnpm changeset --empty`/s);
});
