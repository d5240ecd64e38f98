import { ALLOWED_IMPORTS } from '../boundaries/boundaries.ts';

export type Changes = {
  /** Paths in the repository that differ, those of deleted and untracked files too. */
  changed: readonly string[];
  /** All paths that there are now. */
  files: readonly string[];
};

export type Choice = {
  /** Arguments of Vitest, for each run of it. */
  runs: string[][];
  /** What is run and why, and what is not although it might notice. */
  reasons: string[];
};

/** Files that decide how everything is compiled, installed or tested. */
const FOR_ALL =
  /^(?:package\.json|pnpm-(?:lock|workspace)\.yaml|tsconfig\.[^/]*json|vitest\.config\.ts|packages\/testkit\/.*)$/;
/** What end-to-end tests look at in the first place: pages, and how the product is started. The rest of it has tests of its own. */
const SEEN_BY_E2E = /^(?:apps\/web\/src\/(?!.*\.test\.)|e2e\/support\/|tools\/(?:start|build)\/(?!.*\.test\.))/;
const E2E = /^e2e\/.*\.e2e\.ts$/;
const IT = /\.it\.test\.ts$/;
const ALL: Choice['runs'] = [['--project=!faults', '--project=!stores']];
/** Whole, because they take seconds. */
const QUICK = ['--project=unit', '--project=web'];

const packageOf = (path: string): string | undefined => /^(?:(?:apps|packages)\/[^/]+|tools)(?=\/)/.exec(path)?.[0];

const nameOf = (folder: string): string => folder.replace(/^(?:apps|packages)\//, '');

/** The packages that may import one of these, directly or through others. */
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
  const themselves = files.filter((path) => IT.test(path) && changed.includes(path));
  const chosen = [...new Set([...ofPackages, ...themselves])];
  if (ofPackages.length > 0) reasons.push(`it: all of ${packages.join(', ')}, which changed`);
  if (chosen.length > ofPackages.length) reasons.push('it: test files that changed');
  const others = dependentsOf(packages.map(nameOf)).filter((name) => !['e2e', 'lab'].includes(name));
  if (others.length > 0) reasons.push(`not run: it of ${others.join(', ')}, which may import what changed`);
  return chosen;
};

const endToEndTests = ({ changed, files }: Changes, reasons: string[]): string[] => {
  const all = files.filter((path) => E2E.test(path));
  const cause = changed.find((path) => SEEN_BY_E2E.test(path));
  if (cause) {
    reasons.push(`e2e: all, for ${cause}`);
    return all;
  }
  const themselves = all.filter((path) => changed.includes(path));
  reasons.push(
    themselves.length > 0 ? 'e2e: test files that changed' : 'not run: e2e, for nothing in its own folders changed',
  );
  return themselves;
};

/** The tests that are worth running for a change before all are run. No run when nothing changed. Pure. */
export const chooseTests = (changes: Changes): Choice => {
  const { changed } = changes;
  if (changed.length === 0) return { runs: [], reasons: ['nothing changed'] };
  const everywhere = changed.find((path) => FOR_ALL.test(path));
  if (everywhere) return { runs: ALL, reasons: [`all tests, for ${everywhere}`] };
  const reasons = ['unit, web: all'];
  const slow = [...integrationTests(changes, reasons), ...endToEndTests(changes, reasons)];
  return { runs: slow.length > 0 ? [QUICK, ['--project=it', '--project=e2e', ...slow]] : [QUICK], reasons };
};
