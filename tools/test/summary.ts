type Assertion = { status: string };
export type FileResult = {
  name: string;
  status: string;
  /** In milliseconds; hooks of the whole file are not counted. */
  startTime: number;
  endTime: number;
  assertionResults: Assertion[];
};

/** What we read of Vitest's JSON report. */
export type Report = { numPassedTests: number; numFailedTests: number; testResults: FileResult[] };

export type Summary = { passed: number; failed: number; notes: string[] };

/** A file that failed without a failed test could not be loaded, or its hooks threw: it counts as one failure. */
const brokenFiles = ({ testResults }: Report): FileResult[] =>
  testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );

/** Counts a run; nothing that went wrong may end as "0 failed". Pure. */
export const summarize = (report: Report | undefined, exitCode: number | null): Summary => {
  if (!report) return { passed: 0, failed: 1, notes: ['Vitest ended without a report.'] };
  const broken = brokenFiles(report);
  const notes = broken.map(({ name }) => `Could not run: ${name}`);
  const failed = report.numFailedTests + broken.length;
  if (failed > 0) return { passed: report.numPassedTests, failed, notes };
  if (report.numPassedTests === 0)
    return { passed: 0, failed: 1, notes: ['No test has run, which counts as a failure.'] };
  if (exitCode !== 0)
    return {
      passed: report.numPassedTests,
      failed: 1,
      notes: ['Vitest met an error outside of any test (see above).'],
    };
  return { passed: report.numPassedTests, failed: 0, notes };
};
