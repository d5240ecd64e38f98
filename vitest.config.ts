import { defineConfig } from 'vitest/config';

const excluded = ['**/node_modules/**', '**/dist/**'];

/** These limits only catch hangs: no test fails because a machine is busy. The default of `expect.poll` is one second. */
const timeouts = { testTimeout: 600_000, hookTimeout: 600_000, expect: { poll: { timeout: 240_000 } } };

export default defineConfig({
  test: {
    // Tests mostly wait for leases, timers and players, so three parallel files keep two cores busy. All projects share the
    // three workers, in the order e2e, it, unit, web, so no project waits for another one's last file.
    maxWorkers: 3,
    projects: [
      {
        // Pure tests next to the source, without services or processes.
        // Tests can declare controllers, but the tsconfig that enables decorators for the source excludes tests.
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/src/**/*.test.ts', '{tools,e2e}/**/*.test.ts'],
          exclude: [...excluded, '**/*.it.test.ts', 'apps/web/**'],
          // A process per file would cost more than the tests themselves.
          isolate: false,
          ...timeouts,
        },
      },
      {
        // Tests of the web app. Each file has its own window.
        test: {
          name: 'web',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          exclude: excluded,
          ...timeouts,
        },
      },
      {
        // Real PostgreSQL, Redis, S3 and ffmpeg, started once per run.
        test: {
          name: 'it',
          include: ['{apps,packages}/*/src/**/*.it.test.ts', '{tools,e2e}/**/*.it.test.ts'],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          // Importing Nest, Prisma and the AWS SDK again for each file would cost more than the tests themselves.
          isolate: false,
          ...timeouts,
        },
      },
      {
        // Kills workers at every step, and processes long videos. Takes minutes, so it runs only with `pnpm test:faults`.
        test: {
          name: 'faults',
          include: ['{apps,packages}/*/src/**/*.fault.ts'],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          isolate: false,
          ...timeouts,
        },
      },
      {
        // Thousands of hostile requests. Takes minutes, so it runs only with `pnpm test:hostile`.
        test: {
          name: 'hostile',
          include: ['{apps,packages}/*/src/**/*.hostile.ts'],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          isolate: false,
          ...timeouts,
        },
      },
      {
        // Tests on a third-party object store, which `pnpm test:stores` starts.
        test: {
          name: 'stores',
          include: [
            'packages/storage/src/**/*.it.test.ts',
            'apps/worker/src/sweep/*.it.test.ts',
            'apps/api/src/uploads/complete-upload.it.test.ts',
            'e2e/**/*.stores.ts',
          ],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          isolate: false,
          ...timeouts,
        },
      },
      {
        // The whole product as a black box, with a real browser. Files run in parallel on one product. Those that pause its
        // encoders use their own (e2e/support/product.ts), which needs a process per file.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          exclude: excluded,
          globalSetup: ['e2e/support/global-setup.ts'],
          ...timeouts,
        },
      },
    ],
  },
});
