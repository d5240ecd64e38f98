type Assertion = { status: string };
export type FileResult = {
  name: string;
  status: string;
  /** In milliseconds, without file-level hooks. */
  startTime: number;
  endTime: number;
  assertionResults: Assertion[];
};

/** The parts of Vitest's JSON report that we use. */
export type Report = { numPassedTests: number; numFailedTests: number; testResults: FileResult[] };

export type Summary = { passed: number; failed: number; notes: string[] };

/** Files that failed without a failed test: they couldn't be loaded, or a hook threw. Each counts as one failure. */
const brokenFiles = ({ testResults }: Report): FileResult[] =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );

const INTERRUPTED = 'Interrupted. This counts as a failure, and tests that had not finished are not counted.';

/** Counts the tests of a run; an exit code of null means that it was interrupted or killed. Any error counts as a failure, even outside a test. Pure. */
export const summarize = (report: Report | undefined, exitCode: number | null): Summary => {
  if (!report)
    return { passed: 0, failed: 1, notes: [exitCode === null ? INTERRUPTED : 'Vitest ended without a report.'] };
  const broken = brokenFiles(report);
  const notes = [...broken.map(({ name }) => `Could not run: ${name}`), ...(exitCode === null ? [INTERRUPTED] : [])];
  const failed = report.numFailedTests + broken.length;
  if (failed > 0) return { passed: report.numPassedTests, failed, notes };
  if (exitCode === null) return { passed: report.numPassedTests, failed: 1, notes };
  if (report.numPassedTests === 0) return { passed: 0, failed: 1, notes: ['No tests ran. This counts as a failure.'] };
  if (exitCode !== 0)
    return {
      passed: report.numPassedTests,
      failed: 1,
      notes: ['Vitest reported an error outside of any test (see above).'],
    };
  return { passed: report.numPassedTests, failed: 0, notes };
};
