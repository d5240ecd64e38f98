/**
 * Who may import whom. `media` means the package and all its entries, `media/playlists` that entry alone. `launcher`, `tools`
 * and `lab` are the three parts of the package `tools`.
 * The table has no cycle, and `boundaries.test.ts` keeps it so.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contracts: ['core'],
  media: ['core'],
  storage: ['core'],
  database: ['core', 'contracts'],
  'embedded-s3': [],
  sdk: ['contracts'],
  runtime: ['core', 'contracts'],
  ingest: ['core', 'contracts', 'storage', 'database', 'runtime'],
  api: ['core', 'contracts', 'storage', 'database', 'runtime', 'ingest', 'media/playlists'],
  worker: ['core', 'contracts', 'storage', 'database', 'runtime', 'ingest', 'media'],
  web: ['core', 'contracts', 'sdk', 'runtime/http'],
  'local-services': ['embedded-s3'],
  'openapi-client-check': [],
  testkit: ['storage', 'database', 'local-services'],
  e2e: ['core', 'contracts', 'sdk', 'media', 'local-services', 'testkit'],
  launcher: ['database', 'runtime', 'local-services'],
  tools: ['core', 'database', 'runtime', 'testkit', 'launcher'],
  lab: [
    'core',
    'sdk',
    'media',
    'storage',
    'database',
    'runtime',
    'embedded-s3',
    'local-services',
    'testkit',
    'worker/dispatching',
    'launcher',
    'tools',
  ],
};

/** Folders with a row of their own: what `pnpm start`, the build and the containers run is product code, and nothing needs the lab. */
export const PARTS: Readonly<Record<string, string>> = {
  'tools/build': 'launcher',
  'tools/container': 'launcher',
  'tools/start': 'launcher',
  'tools/lab': 'lab',
};

/** A library with one owner: everyone else goes through the owner's package. A trailing slash means a whole scope. */
export const ONLY_IMPORTED_BY: Readonly<Record<string, string>> = {
  '@prisma/': 'database',
  prisma: 'database',
  pg: 'database',
  '@aws-sdk/': 'storage',
  bullmq: 'runtime',
  ioredis: 'runtime',
  child_process: 'media',
};

/** These start and drive the real servers from outside; tests, wherever they are, may too. */
export const MAY_USE_ANY_LIBRARY: readonly string[] = ['local-services', 'testkit', 'launcher', 'tools', 'lab', 'e2e'];

/** Pure: not even Node's own modules. */
export const IMPORTS_NO_LIBRARY: readonly string[] = ['core'];

/**
 * A worker runs tasks of different customers in one process. What a module keeps is shared by all of them, and one task's
 * cancellation or failure would reach the others. State belongs to an object that main.ts makes and passes on.
 */
export const NO_MODULE_STATE = /^(?:packages\/media|apps\/worker)\/src\/(?!main\.ts$)/;

/** The places that read the environment; the rest of the code is handed its configuration. */
export const MAY_READ_ENV: readonly RegExp[] = [
  /^(tools|e2e|packages\/(local-services|testkit))\//,
  /^packages\/runtime\/src\/config\.ts$/,
  /(^|\/)main\.ts$/,
  /^(apps|packages)\/[^/]+\/[^/]+\.config\.ts$/,
  // Next has no main of ours: its start hook, what runs before each page, and where the API is.
  /^apps\/web\/src\/(instrumentation|proxy|proxy\/forward-to-api)\.ts$/,
];

/** Tests, and what only they import: named so, or in a folder `fixtures`. */
export const IS_TEST = /\.(test|conformance|fixture|fault|harness|e2e|stores)\.tsx?$|\/fixtures\//;

/** What tests may import, and a package have among its devDependencies, on top of its row. */
export const TESTS_MAY_IMPORT: readonly string[] = ['testkit', 'local-services', 'embedded-s3', 'openapi-client-check'];
