import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ALLOWED_IMPORTS } from './boundaries.ts';
import { checkFile, importsOf } from './check-file.ts';
import { violations } from './violations.ts';

test('the workspace violates no boundary', () => {
  expect(violations(join(import.meta.dirname, '../..'))).toEqual([]);
});

test('the table has no cycle', () => {
  const reaches = (from: string, seen: string[]): string[] =>
    (ALLOWED_IMPORTS[from] ?? []).flatMap((entry) => {
      const next = entry.split('/')[0] ?? entry;
      return seen.includes(next) ? [...seen, next].join(' → ') : reaches(next, [...seen, next]);
    });
  expect(Object.keys(ALLOWED_IMPORTS).flatMap((name) => reaches(name, [name]))).toEqual([]);
});

test('every form of import is recognized', () => {
  const text = [
    "import a from 'one';",
    "import { type B,\n  b } from 'two';",
    "import 'three';",
    "export * from 'four';",
    "const five = await import('five');",
    "import type { C } from 'six';",
    "const text = 'from nowhere';",
  ].join('\n');
  expect(importsOf(text)).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
});

test.each([
  ['packages/media/src/a.ts', "import { x } from '@media/database';", 'media must not import @media/database'],
  ['apps/api/src/a.ts', "import { runFfmpeg } from '@media/media';", 'api must not import @media/media'],
  ['apps/web/src/a.ts', "export { x } from '@media/testkit';", 'web must not import @media/testkit'],
  [
    'apps/worker/src/a.ts',
    "import { startRedis } from '@media/local-services';",
    'worker must not import @media/local',
  ],
  ['packages/core/src/a.ts', "import { join } from 'node:path';", 'core must not import any library'],
  ['apps/worker/src/a.ts', "import { Queue } from 'bullmq';", 'only runtime can import bullmq'],
  ['apps/worker/src/a.ts', "import { spawn } from 'node:child_process';", 'only media can import node:child_process'],
  ['apps/api/src/a.ts', "const { Client } = await import('pg');", 'only database can import pg'],
  ['apps/api/src/a.ts', "import { S3 } from '@aws-sdk/client-s3';", 'only storage can import @aws-sdk/client-s3'],
  ['apps/api/src/a.ts', "import { x } from '../../../packages/core/src/x.js';", 'outside its package'],
  [
    'tools/start/a.ts',
    "import { openRunDir } from '@media/testkit/run-dir';",
    'launcher must not import @media/testkit',
  ],
  ['tools/start/a.ts', "import { runTool } from '../check/run-tool.ts';", 'launcher must not import tools'],
  ['tools/check/a.ts', "import { median } from '../lab/bench/cost.ts';", 'tools must not import lab'],
  ['apps/api/src/a.ts', 'const port = process.env.PORT;', 'reads process.env'],
  ['packages/media/src/a.ts', 'let known: Promise<string> | undefined;', 'module-level state'],
  ['apps/worker/src/a.ts', 'export const running = new Map<string, Promise<void>>();', 'module-level state'],
])('%s with %s is a violation', (path, text, reason) => {
  expect(checkFile({ path, text }).join('\n')).toContain(reason);
});

test.each([
  ['apps/api/src/a.ts', "import { renderMaster } from '@media/media/playlists';"],
  ['packages/media/src/a.ts', "import { spawn } from 'node:child_process';"],
  ['packages/database/src/a.it.test.ts', "import { createTestDatabase } from '@media/testkit';"],
  ['apps/worker/src/a.it.test.ts', "import { freePort } from '@media/local-services';"],
  ['packages/local-services/src/a.ts', "import { spawn } from 'node:child_process';"],
  ['packages/embedded-s3/src/a.it.test.ts', "import { S3Client } from '@aws-sdk/client-s3';"],
  ['apps/worker/src/main.ts', 'const config = workerConfig(process.env);'],
  ['apps/worker/src/a.ts', "const CODES = new Set<ErrorCode>(['DISK_FULL']);"],
  ['tools/start/a.ts', "import { spawn } from 'node:child_process';"],
  ['tools/start/a.ts', "import { buildAll } from '../build/build-all.ts';"],
  ['tools/lab/bench/a.ts', "import { NODE_FLAGS } from '../../start/node-flags.ts';"],
  ['apps/api/src/videos/a.ts', "import { x } from '../uploads/x.js';"],
])('%s with %s is allowed', (path, text) => {
  expect(checkFile({ path, text })).toEqual([]);
});
