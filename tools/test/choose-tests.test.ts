import { expect, test } from 'vitest';
import { chooseTests, describeCount } from './choose-tests.ts';

const FILES = [
  ...['apps/worker/src/journey.it.test.ts', 'apps/worker/src/main.ts', 'apps/api/src/main.it.test.ts'],
  ...['packages/ingest/src/when-to-check.ts', 'packages/storage/src/copy.it.test.ts', 'packages/storage/src/copy.ts'],
  ...['packages/storage/src/kill.fault.ts', 'apps/api/src/fuzz.hostile.ts', 'e2e/real-store.stores.ts'],
  ...['e2e/journey.e2e.ts', 'e2e/demo.e2e.ts', 'apps/web/src/ui.test.tsx', 'docs/errors.md'],
];
const choose = (...changed: string[]) => chooseTests({ changed, files: FILES });
const QUICK = ['--project=unit', '--project=web'];
const slow = (...files: string[]) => ['--project=it', '--project=e2e', ...files];

test('a source file chooses the integration tests of its package, and names those of its dependents', () => {
  expect(choose('packages/storage/src/copy.ts')).toEqual({
    runs: [QUICK, slow('packages/storage/src/copy.it.test.ts')],
    reasons: [
      'unit, web: all',
      'it: all of packages/storage (changed)',
      expect.stringMatching(/^not run: integration tests of .*ingest.*worker/),
      expect.stringMatching(/^not run: e2e tests.*npx pnpm test --project e2e/),
    ],
  });
});

test('a deleted file counts as changed, and a package without integration tests runs only the quick tests', () => {
  expect(choose('packages/storage/src/gone.ts').runs).toEqual([QUICK, slow('packages/storage/src/copy.it.test.ts')]);
  expect(choose('packages/ingest/src/when-to-check.ts').runs).toEqual([QUICK]);
});

test('a test file chooses itself, unless it is gone', () => {
  expect(choose('apps/api/src/main.it.test.ts').runs).toEqual([QUICK, slow('apps/api/src/main.it.test.ts')]);
  expect(choose('apps/api/src/gone.it.test.ts').runs).toEqual([QUICK]);
  expect(choose('e2e/demo.e2e.ts').runs).toEqual([QUICK, slow('e2e/demo.e2e.ts')]);
});

test.each(['tools/build/main.ts', 'e2e/support/api.ts', 'tools/start/launch.ts'])(
  '%s chooses all end-to-end tests',
  (path) => {
    expect(choose(path).runs[1]).toEqual(slow('e2e/journey.e2e.ts', 'e2e/demo.e2e.ts'));
  },
);

test.each([
  ...['apps/web/src/page.tsx', 'apps/web/next.config.ts', 'apps/web/package.json'],
  ...['examples/node/upload.ts', 'e2e/package.json', 'README.md'],
])('%s chooses no end-to-end test, and it says how to run them', (path) => {
  const { runs, reasons } = choose(path);
  expect(runs).toEqual([QUICK]);
  expect(reasons).toContain(
    `not run: e2e tests, although they cover ${path}. Run them with \`npx pnpm test --project e2e\``,
  );
});

test('changed fault, hostile and store tests are left out, with the commands that run them', () => {
  const changed = ['packages/storage/src/kill.fault.ts', 'apps/api/src/fuzz.hostile.ts', 'e2e/real-store.stores.ts'];
  expect(choose(...changed).reasons.slice(-3)).toEqual([
    expect.stringContaining('`npx pnpm test:faults packages/storage/src/kill.fault.ts`'),
    expect.stringContaining('`npx pnpm test:hostile apps/api/src/fuzz.hostile.ts`'),
    expect.stringContaining('`npx pnpm test:stores e2e/real-store.stores.ts`'),
  ]);
});

test('the count of a single file is in the singular', () => {
  expect([1, 2].map(describeCount)).toEqual(['1 file differs', '2 files differ']);
});

test('a documentation page, or a test of one, chooses only the quick tests', () => {
  expect(choose('docs/errors.md').runs).toEqual([QUICK]);
  expect(choose('apps/web/src/ui.test.tsx').runs).toEqual([QUICK]);
});

test.each(['pnpm-lock.yaml', '.npmrc', 'tsconfig.base.json', 'vitest.config.ts', 'packages/testkit/src/index.ts'])(
  '%s chooses all tests',
  (path) => {
    expect(choose(path, 'docs/errors.md')).toEqual({
      runs: [['--project=!faults', '--project=!hostile', '--project=!stores']],
      reasons: [`all tests, because ${path} changed`],
    });
  },
);

test('without a change nothing is run', () => {
  expect(choose()).toEqual({ runs: [], reasons: ['nothing changed'] });
});
