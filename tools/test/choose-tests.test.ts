import { expect, test } from 'vitest';
import { chooseTests } from './choose-tests.ts';

const FILES = [
  ...['apps/worker/src/journey.it.test.ts', 'apps/worker/src/main.ts', 'apps/api/src/main.it.test.ts'],
  ...['packages/ingest/src/when-to-check.ts', 'packages/storage/src/copy.it.test.ts', 'packages/storage/src/copy.ts'],
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
      expect.stringMatching(/^not run: e2e/),
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

test.each(['apps/web/src/page.tsx', 'e2e/support/api.ts', 'tools/start/launch.ts'])(
  '%s chooses all end-to-end tests',
  (path) => {
    expect(choose(path).runs[1]).toEqual(slow('e2e/journey.e2e.ts', 'e2e/demo.e2e.ts'));
  },
);

test('a page of the documentation and a test of a page choose the quick tests alone', () => {
  expect(choose('docs/errors.md').runs).toEqual([QUICK]);
  expect(choose('apps/web/src/ui.test.tsx').runs).toEqual([QUICK]);
});

test.each(['pnpm-lock.yaml', 'tsconfig.base.json', 'vitest.config.ts', 'packages/testkit/src/index.ts'])(
  '%s chooses all tests',
  (path) => {
    expect(choose(path, 'docs/errors.md')).toEqual({
      runs: [['--project=!faults', '--project=!stores']],
      reasons: [`all tests, because ${path} changed`],
    });
  },
);

test('without a change nothing is run', () => {
  expect(choose()).toEqual({ runs: [], reasons: ['nothing changed'] });
});
