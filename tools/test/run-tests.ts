import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeAbandonedRunDirs } from '@media/testkit/run-dir';
import { runTool } from '../check/run-tool.ts';
import { type Report, summarize } from './summary.ts';
import { describeTimes } from './times.ts';

type VitestRun = { report: Report | undefined; exitCode: number | null };

const readReport = (path: string): Report | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
};

/** Runs one after another. A run that was interrupted or killed is the last one. */
export const runInOrder = async <T extends Pick<VitestRun, 'exitCode'>>(
  runs: readonly (readonly string[])[],
  run: (args: readonly string[]) => Promise<T>,
): Promise<T[]> => {
  const finished: T[] = [];
  for (const args of runs) {
    const result = await run(args);
    finished.push(result);
    if (result.exitCode === null) break;
  }
  return finished;
};

/** Runs Vitest in this terminal. Returns its report, if it wrote one, and its exit code. */
const runVitest = async (root: string, args: readonly string[]): Promise<VitestRun> => {
  const dir = mkdtempSync(join(tmpdir(), 'media-test-report-'));
  const file = join(dir, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const exitCode = await runTool(root, 'vitest', ['run', ...reporters, ...args]);
  const report = readReport(file);
  rmSync(dir, { recursive: true });
  // On Ctrl-C, Vitest exits without tearing down its services.
  removeAbandonedRunDirs();
  return { report, exitCode };
};

/**
 * Runs Vitest once per list of arguments. Prints where the time went. The last line has the totals of all runs; .ci/run
 * reads it. Returns true if all tests passed.
 */
export const runTests = async (root: string, ...runs: readonly (readonly string[])[]): Promise<boolean> => {
  const finished = await runInOrder(runs, (args) => runVitest(root, args));
  const summaries = finished.map(({ report, exitCode }) => summarize(report, exitCode));
  const results = finished.flatMap(({ report }) => report?.testResults ?? []);
  if (results.length > 1) for (const line of describeTimes(root, results)) console.log(line);
  for (const { notes } of summaries) for (const note of notes) console.log(note);
  const sum = (of: 'passed' | 'failed') => summaries.reduce((total, summary) => total + summary[of], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
};

/** Sets the exit code from the result of `work`. An exception counts as a failed test. */
export const asTestRun = async (work: () => Promise<boolean>): Promise<void> => {
  try {
    if (!(await work())) process.exitCode = 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.log('\n0 passed, 1 failed');
    process.exitCode = 1;
  }
};
