import { defineConfig } from 'vitest/config';

const excluded = ['**/node_modules/**', '**/dist/**'];

/** Limits against hanging only: no test fails because a machine is busy. Without one, `expect.poll` waits a second. */
const patient = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    // Files wait for leases, timers and players most of the time: three side by side keep two cores busy. The files of all
    // projects share the three workers, in the order e2e, it, unit, web, so that no project waits for the last file of another.
    maxWorkers: 3,
    projects: [
      {
        // Pure tests beside the source: no service, no process.
        // Tests may declare controllers; the tsconfig that says so for the source leaves tests out.
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'unit',
          include: ['{apps,packages}/*/src/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...excluded, '**/*.it.test.ts', 'apps/web/**'],
          // A process for every file costs more than the tests themselves.
          isolate: false,
          ...patient,
        },
      },
      {
        // Those of the pages, each file with a window of its own.
        test: {
          name: 'web',
          include: ['apps/web/src/**/*.test.{ts,tsx}'],
          exclude: excluded,
          ...patient,
        },
      },
      {
        // Real PostgreSQL, Redis, S3 and ffmpeg, started once for the run.
        test: {
          name: 'it',
          include: ['{apps,packages}/*/src/**/*.it.test.ts', 'tools/**/*.it.test.ts'],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          // Importing Nest, Prisma and the AWS SDK anew for every file costs more than the tests themselves.
          isolate: false,
          ...patient,
        },
      },
      {
        // Workers killed at every step, long films: minutes, asked for by `pnpm test:faults`.
        test: {
          name: 'faults',
          include: ['{apps,packages}/*/src/**/*.fault.ts'],
          exclude: excluded,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          isolate: false,
          ...patient,
        },
      },
      {
        // On a store that is not ours, started by `pnpm test:stores`.
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
          ...patient,
        },
      },
      {
        // The whole product as a black box, and a real browser. Files run side by side on one product; those that halt its
        // encoders have their own (e2e/support/product.ts), which needs a process for each file.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          exclude: excluded,
          globalSetup: ['e2e/support/global-setup.ts'],
          ...patient,
        },
      },
    ],
  },
});
