import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDir } from '@media/testkit';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Runs .ci/run with `npx` replaced: checks and build succeed, `test` runs the script, `test:stores` passes one test. */
const runCi = (test: string) => {
  const dir = mkdtempSync(join(runDir(), 'ci-'));
  mkdirSync(join(dir, '.ci'));
  mkdirSync(join(dir, 'bin'));
  cpSync(join(ROOT, '.ci/run'), join(dir, '.ci/run'));
  const npx = join(dir, 'bin/npx');
  writeFileSync(
    npx,
    `#!/usr/bin/env bash\ncase "$2" in\ntest) ${test} ;;\ntest:stores) echo "1 passed, 0 failed" ;;\nesac\n`,
  );
  chmodSync(npx, 0o755);
  const env = { ...process.env, PATH: `${join(dir, 'bin')}:${process.env.PATH}` };
  const { status, stdout } = spawnSync('bash', ['.ci/run'], { cwd: dir, env, encoding: 'utf8' });
  return { status, summary: stdout.trim().split('\n').at(-1) };
};

test.each([
  ['passes', 'echo "7 passed, 0 failed"', 0, '8 passed, 0 failed'],
  ['prints failures', 'echo "5 passed, 2 failed"; exit 1', 1, '6 passed, 2 failed'],
  ['passes, but exits with an error', 'echo "7 passed, 0 failed"; exit 3', 1, '8 passed, 1 failed'],
  ['passes, but is killed', 'echo "7 passed, 0 failed"; kill -9 $$', 1, '8 passed, 1 failed'],
  ['prints no summary', 'true', 1, '1 passed, 1 failed'],
])('a test command that %s is counted', (_, script, status, summary) => {
  expect(runCi(script)).toEqual({ status, summary });
});
