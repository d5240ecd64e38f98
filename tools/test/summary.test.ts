import { expect, test } from 'vitest';
import { summarize } from './summary.ts';

const file = (status: string, ...tests: string[]) => ({
  ...{ name: 'a.test.ts', startTime: 0, endTime: 1 },
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

test('a good run says how many tests passed', () => {
  const report = { numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 'passed', 'passed')] };
  expect(summarize(report, 0)).toEqual({ passed: 2, failed: 0, notes: [] });
});

test('failed tests are counted once, not again for their file', () => {
  const report = { numPassedTests: 1, numFailedTests: 1, testResults: [file('failed', 'passed', 'failed')] };
  expect(summarize(report, 1)).toMatchObject({ passed: 1, failed: 1 });
});

test('a file that cannot be loaded is a failure', () => {
  const report = { numPassedTests: 1, numFailedTests: 0, testResults: [file('passed', 'passed'), file('failed')] };
  expect(summarize(report, 1)).toEqual({ passed: 1, failed: 1, notes: ['Could not run: a.test.ts'] });
});

test('an interrupted run is a failure, even if all tests so far passed', () => {
  const report = { numPassedTests: 2, numFailedTests: 0, testResults: [file('passed', 'passed', 'passed')] };
  const notes = [expect.stringMatching(/^Interrupted/)];
  expect(summarize(report, null)).toEqual({ passed: 2, failed: 1, notes });
  expect(summarize(undefined, null)).toEqual({ passed: 0, failed: 1, notes });
});

test('no test, no report and an error outside of tests are failures', () => {
  expect(summarize({ numPassedTests: 0, numFailedTests: 0, testResults: [] }, 0).failed).toBe(1);
  expect(summarize(undefined, 1).failed).toBe(1);
  expect(summarize({ numPassedTests: 3, numFailedTests: 0, testResults: [] }, 1)).toMatchObject({
    passed: 3,
    failed: 1,
  });
});
