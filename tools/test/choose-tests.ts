import { ALLOWED_IMPORTS } from '../boundaries/boundaries.ts';

export type Changes = {
  /** Changed paths in the repository, including deleted and untracked files. */
  changed: readonly string[];
  /** All existing paths. */
  files: readonly string[];
};

export type Choice = {
  /** The arguments of each Vitest run. */
  runs: string[][];
  /** What runs and why, and what was left out although the change could affect it. */
  reasons: string[];
};

/** Files that affect how everything is compiled, installed or tested. */
const AFFECTS_ALL =
  /^(?:package\.json|\.npmrc|pnpm-(?:lock|workspace)\.yaml|tsconfig\.[^/]*json|vitest\.config\.ts|packages\/testkit\/.*)$/;
/** Only end-to-end tests cover how the product starts. */
const AFFECTS_E2E = /^(?:e2e\/support\/|tools\/(?:start|build)\/(?!.*\.test\.))/;
/** End-to-end tests cover these too, but take too long to run for every sentence of a page. */
const COVERED_BY_E2E =
  /^(?:apps\/web\/(?!.*\.test\.)|examples\/|e2e\/[^/]*\.json$|README\.md$|packages\/sdk\/README\.md$)/;
const RUN_E2E = 'Run them with `npx pnpm test --project e2e`';
const E2E = /^e2e\/.*\.e2e\.ts$/;
const IT = /\.it\.test\.ts$/;
/** Test files that no other command runs. */
const SLOW_TESTS: readonly [files: RegExp, command: string][] = [
  [/\.fault\.ts$/, 'npx pnpm test:faults'],
  [/\.hostile\.ts$/, 'npx pnpm test:hostile'],
  [/\.stores\.ts$/, 'npx pnpm test:stores'],
];
const ALL: Choice['runs'] = [['--project=!faults', '--project=!hostile', '--project=!stores']];
/** Always run in full: they take seconds. */
const QUICK = ['--project=unit', '--project=web'];

const packageOf = (path: string): string | undefined => /^(?:(?:apps|packages)\/[^/]+|tools)(?=\/)/.exec(path)?.[0];

const nameOf = (folder: string): string => folder.replace(/^(?:apps|packages)\//, '');

/** The packages that can import one of these, directly or indirectly. */
const dependentsOf = (names: readonly string[]): string[] => {
  const found = new Set(names);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const [name, imports] of Object.entries(ALLOWED_IMPORTS))
      if (imports.some((entry) => found.has(entry.split('/')[0] ?? ''))) found.add(name);
  }
  return [...found].filter((name) => !names.includes(name));
};

const integrationTests = ({ changed, files }: Changes, reasons: string[]): string[] => {
  const sources = changed.filter((path) => !IT.test(path) && !path.endsWith('.md'));
  const packages = [...new Set(sources.flatMap((path) => packageOf(path) ?? []))];
  const ofPackages = files.filter((path) => IT.test(path) && packages.includes(packageOf(path) ?? ''));
  const changedTests = files.filter((path) => IT.test(path) && changed.includes(path));
  const chosen = [...new Set([...ofPackages, ...changedTests])];
  if (ofPackages.length > 0) reasons.push(`it: all of ${packages.join(', ')} (changed)`);
  if (chosen.length > ofPackages.length) reasons.push('it: changed test files');
  const dependents = dependentsOf(packages.map(nameOf)).filter((name) => !['e2e', 'lab'].includes(name));
  if (dependents.length > 0)
    reasons.push(`not run: integration tests of ${dependents.join(', ')}, which can import changed packages`);
  return chosen;
};

const endToEndTests = ({ changed, files }: Changes, reasons: string[]): string[] => {
  const all = files.filter((path) => E2E.test(path));
  const cause = changed.find((path) => AFFECTS_E2E.test(path));
  if (cause) {
    reasons.push(`e2e: all, because ${cause} changed`);
    return all;
  }
  const changedTests = all.filter((path) => changed.includes(path));
  if (changedTests.length > 0) reasons.push('e2e: changed test files');
  const others = changedTests.length > 0 ? 'the other e2e tests' : 'e2e tests';
  const covered = changed.find((path) => COVERED_BY_E2E.test(path));
  reasons.push(
    covered
      ? `not run: ${others}, although they cover ${covered}. ${RUN_E2E}`
      : `not run: ${others}, because they mainly cover the web app, the examples and how the product starts. ${RUN_E2E}`,
  );
  return changedTests;
};

const slowTests = ({ changed, files }: Changes): string[] =>
  SLOW_TESTS.flatMap(([pattern, command]) => {
    const paths = files.filter((path) => pattern.test(path) && changed.includes(path)).join(' ');
    return paths ? [`not run: ${paths}. Run with \`${command} ${paths}\``] : [];
  });

/** "1 file differs". Pure. */
export const describeCount = (count: number): string => (count === 1 ? '1 file differs' : `${count} files differ`);

/** Chooses the tests worth running for a change before the full run. Returns no runs if nothing changed. Pure. */
export const chooseTests = (changes: Changes): Choice => {
  const { changed } = changes;
  if (changed.length === 0) return { runs: [], reasons: ['nothing changed'] };
  const cause = changed.find((path) => AFFECTS_ALL.test(path));
  if (cause) return { runs: ALL, reasons: [`all tests, because ${cause} changed`, ...slowTests(changes)] };
  const reasons = ['unit, web: all'];
  const slow = [...integrationTests(changes, reasons), ...endToEndTests(changes, reasons)];
  reasons.push(...slowTests(changes));
  return { runs: slow.length > 0 ? [QUICK, ['--project=it', '--project=e2e', ...slow]] : [QUICK], reasons };
};
