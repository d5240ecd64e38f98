import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MAY_IMPORT } from './boundaries.ts';
import { checkFile, importsOf } from './check-file.ts';
import { violations } from './violations.ts';

test('the workspace crosses no boundary', () => {
  expect(violations(join(import.meta.dirname, '../..'))).toEqual([]);
});

test('the table itself has no cycle', () => {
  const reaches = (from: string, seen: string[]): string[] =>
    (MAY_IMPORT[from] ?? []).flatMap((entry) => {
      const next = entry.split('/')[0] ?? entry;
      return seen.includes(next) ? [...seen, next].join(' → ') : reaches(next, [...seen, next]);
    });
  expect(Object.keys(MAY_IMPORT).flatMap((name) => reaches(name, [name]))).toEqual([]);
});

test('every way to import is seen', () => {
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
  ['packages/media/src/a.ts', "import { x } from '@media/database';", 'media may not import @media/database'],
  ['apps/api/src/a.ts', "import { runFfmpeg } from '@media/media';", 'api may not import @media/media'],
  ['apps/web/src/a.ts', "export { x } from '@media/testkit';", 'web may not import @media/testkit'],
  ['apps/worker/src/a.ts', "import { startRedis } from '@media/local-services';", 'worker may not import @media/local'],
  ['packages/core/src/a.ts', "import { join } from 'node:path';", 'core imports nothing'],
  ['apps/worker/src/a.ts', "import { Queue } from 'bullmq';", 'only runtime may import bullmq'],
  ['apps/worker/src/a.ts', "import { spawn } from 'node:child_process';", 'only media may import node:child_process'],
  ['apps/api/src/a.ts', "const { Client } = await import('pg');", 'only database may import pg'],
  ['apps/api/src/a.ts', "import { S3 } from '@aws-sdk/client-s3';", 'only storage may import @aws-sdk/client-s3'],
  ['apps/api/src/a.ts', "import { x } from '../../../packages/core/src/x.js';", "past the package's own folder"],
  [
    'tools/start/a.ts',
    "import { openRunDir } from '@media/testkit/run-dir';",
    'launcher may not import @media/testkit',
  ],
  ['tools/start/a.ts', "import { runTool } from '../check/run-tool.ts';", 'launcher may not import tools'],
  ['tools/check/a.ts', "import { median } from '../lab/bench/cost.ts';", 'tools may not import lab'],
  ['apps/api/src/a.ts', 'const port = process.env.PORT;', 'reads process.env'],
  ['packages/media/src/a.ts', 'let known: Promise<string> | undefined;', 'keeps state in a module'],
  ['apps/worker/src/a.ts', 'export const running = new Map<string, Promise<void>>();', 'keeps state in a module'],
])('%s with %s is refused', (path, text, reason) => {
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
