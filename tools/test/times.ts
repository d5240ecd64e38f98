import type { FileResult } from './summary.ts';

/** Kinds of test files by file name ending. All others are `web` in the web app and `unit` elsewhere. */
const ENDINGS: readonly [ending: string, kind: string][] = [
  ['.e2e.ts', 'e2e'],
  ['.fault.ts', 'faults'],
  ['.hostile.ts', 'hostile'],
  ['.stores.ts', 'stores'],
  ['.it.test.ts', 'it'],
];
const SLOWEST = 10;

const kindOf = (path: string): string =>
  ENDINGS.find(([ending]) => path.endsWith(ending))?.[1] ?? (path.startsWith('apps/web/') ? 'web' : 'unit');

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const durationOf = ({ startTime, endTime }: FileResult): number => endTime - startTime;

const describeKind = (kind: string, files: FileResult[]): string => {
  const tests = files.reduce((sum, { assertionResults }) => sum + assertionResults.length, 0);
  const inFiles = files.reduce((sum, file) => sum + durationOf(file), 0);
  const from = Math.min(...files.map(({ startTime }) => startTime));
  const wall = Math.max(...files.map(({ endTime }) => endTime)) - from;
  return `${kind.padEnd(8)}${String(tests).padStart(5)} tests${seconds(inFiles).padStart(10)} in files${seconds(wall).padStart(10)} from first to last`;
};

/** Lists the time per kind of test and the slowest files. Kinds run in parallel, so their times overlap. Pure. */
export const describeTimes = (root: string, results: readonly FileResult[]): string[] => {
  const files = results.map((file) => ({ ...file, name: file.name.replace(`${root}/`, '') }));
  const kinds = Object.entries(Object.groupBy(files, ({ name }) => kindOf(name)));
  const slowest = files.toSorted((a, b) => durationOf(b) - durationOf(a)).slice(0, SLOWEST);
  return [
    '',
    'Time by kind',
    ...kinds.map(([kind, ofKind = []]) => `  ${describeKind(kind, ofKind)}`),
    'Slowest files',
    ...slowest.map((file) => `  ${seconds(durationOf(file)).padStart(8)}  ${file.name}`),
  ];
};
