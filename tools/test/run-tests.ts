import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedRunDirs } from '@media/testkit/run-dir';
import { runTool } from '../check/run-tool.ts';
import { type Report, summarize } from './summary.ts';

const readReport = (path: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Runs Vitest in this terminal and prints its numbers as the last line, which .ci/run reads. True if all passed. */
export const runTests = async (root: string, args: readonly string[]): Promise<boolean> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-test-report-'));
  const file = join(dir, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runTool(root, 'vitest', ['run', ...reporters, ...args]);
  const { passed, failed, notes } = summarize(readReport(file), exitCode);
  rmSync(dir, { recursive: true });
  // Vitest ends at Ctrl-C without the teardown of its services.
  removeAbandonedRunDirs();
  for (const note of notes) console.log(note);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
};

/** Runs `work`, which says whether all went well; what it throws counts as a failure. */
export const asTestRun = async (work: () => Promise<boolean>): Promise<void> => {
  try {
    if (!(await work())) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
  }
};
