/**
 * The packages that each package can import. `media` includes all its entry points; `media/playlists` is only that one.
 * `launcher`, `tools` and `lab` are the three parts of the package `tools`.
 * `boundaries.test.ts` checks that the table has no cycle.
 */
export const ALLOWED_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  core: [],
  contracts: ['core'],
  tracing: ['core'],
  media: ['core', 'tracing'],
  storage: ['core', 'tracing'],
  database: ['core', 'contracts', 'tracing'],
  'embedded-s3': [],
  sdk: ['contracts'],
  runtime: ['core', 'contracts', 'tracing'],
  ingest: ['core', 'contracts', 'storage', 'database', 'runtime'],
  api: ['core', 'contracts', 'storage', 'database', 'runtime', 'ingest', 'media/playlists', 'tracing'],
  worker: ['core', 'contracts', 'storage', 'database', 'runtime', 'ingest', 'media', 'tracing'],
  web: ['core', 'contracts', 'sdk', 'runtime/http', 'tracing'],
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

/** Folders with their own row: the launcher, the build and the container entry point are product code, and nothing can depend on the lab. */
export const PARTS: Readonly<Record<string, string>> = {
  'tools/build': 'launcher',
  'tools/container': 'launcher',
  'tools/start': 'launcher',
  'tools/lab': 'lab',
};

/** Libraries that only one package can import. A trailing slash means a whole scope. */
export const LIBRARY_OWNERS: Readonly<Record<string, string>> = {
  '@prisma/': 'database',
  prisma: 'database',
  pg: 'database',
  '@aws-sdk/': 'storage',
  bullmq: 'runtime',
  ioredis: 'runtime',
  nodemailer: 'runtime',
  child_process: 'media',
  '@opentelemetry/': 'tracing',
};

/** These start and drive the real servers, so they can import any library. Tests can too. */
export const UNRESTRICTED: readonly string[] = ['local-services', 'testkit', 'launcher', 'tools', 'lab', 'e2e'];

/** Pure packages, which can't even import Node's built-in modules. */
export const WITHOUT_LIBRARIES: readonly string[] = ['core'];

/**
 * A worker runs tasks of different organizations in one process. They would share module-level state, so one task's
 * cancellation or failure could affect the others. State belongs in an object that main.ts creates and passes on.
 */
export const NO_MODULE_STATE = /^(?:packages\/media|apps\/worker)\/src\/(?!main\.ts$)/;

/** The files that can read process.env. All other code receives its configuration as an argument. */
export const ENV_READERS: readonly RegExp[] = [
  /^(tools|e2e|packages\/(local-services|testkit))\//,
  /^packages\/runtime\/src\/config\.ts$/,
  /(^|\/)main\.ts$/,
  /^(apps|packages)\/[^/]+\/[^/]+\.config\.ts$/,
  // Next.js has no main.ts: its startup hook, its middleware, the proxy to the API, and the address of links to its pages.
  /^apps\/web\/src\/(instrumentation|proxy|proxy\/api-origin|server\/public-origin)\.ts$/,
];

/** Tests and their helpers, by file name or by a folder `fixtures`. */
export const IS_TEST = /\.(test|conformance|fixture|fault|hostile|harness|e2e|stores)\.tsx?$|\/fixtures\//;

/** Packages that tests can import, and devDependencies can include, in addition to the row of their package. */
export const TEST_IMPORTS: readonly string[] = ['testkit', 'local-services', 'embedded-s3', 'openapi-client-check'];
