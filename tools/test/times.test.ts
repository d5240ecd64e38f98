import { expect, test } from 'vitest';
import { describeTimes } from './times.ts';

const file = (name: string, startTime: number, endTime: number, tests = 1) => ({
  ...{ name: `/repository/${name}`, status: 'passed', startTime, endTime },
  assertionResults: Array.from({ length: tests }, () => ({ status: 'passed' })),
});

test('each kind has the total time of its files, and the time from the start of its first to the end of its last', () => {
  const files = [
    file('e2e/players.e2e.ts', 0, 60_000),
    file('e2e/browser.e2e.ts', 1_000, 31_000, 12),
    file('packages/core/src/plan.test.ts', 70_000, 70_250),
    file('apps/web/src/ui.test.tsx', 71_000, 72_000),
    file('apps/worker/src/faults.it.test.ts', 61_000, 70_000),
  ];
  expect(describeTimes('/repository', files)).toEqual([
    '',
    'Time by kind',
    '  e2e        13 tests    90.0 s in files    60.0 s from first to last',
    '  unit        1 tests     0.3 s in files     0.3 s from first to last',
    '  web         1 tests     1.0 s in files     1.0 s from first to last',
    '  it          1 tests     9.0 s in files     9.0 s from first to last',
    'Slowest files',
    '    60.0 s  e2e/players.e2e.ts',
    '    30.0 s  e2e/browser.e2e.ts',
    '     9.0 s  apps/worker/src/faults.it.test.ts',
    '     1.0 s  apps/web/src/ui.test.tsx',
    '     0.3 s  packages/core/src/plan.test.ts',
  ]);
});

test('ten files are named, the slowest first', () => {
  const files = Array.from({ length: 30 }, (_, index) => file(`tools/${index}.test.ts`, 0, index));
  const lines = describeTimes('/repository', files);
  const named = lines.slice(lines.indexOf('Slowest files') + 1);
  expect(named).toHaveLength(10);
  expect(named[0]).toContain('tools/29.test.ts');
});
