import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.js';

/** Endpoints for players and browsers, which get their URLs from the API, and endpoints that describe the service. */
const NOT_IN_THE_SDK = [
  ...['hlsMaster', 'hlsVideo', 'hlsAudio', 'hlsText', 'hlsIframes', 'dashManifest'],
  ...['live', 'ready', 'openapi', 'docs', 'docsFile'],
];

const SDK = join(import.meta.dirname, '../../../../packages/sdk/src');
const source = globSync('**/*.ts', { cwd: SDK })
  .filter((name) => !name.includes('.test.') && !name.startsWith('fixtures'))
  .map((name) => readFileSync(join(SDK, name), 'utf8'))
  .join('\n');

/** Paths in the SDK's source, with `:id` for interpolated ids. */
const paths = [...source.matchAll(/(['`])(\/[a-z][^'`]*)\1/g)].map(([, , path = '']) =>
  path.replace(/\$\{idSegment\(\w+\)\}/g, ':id'),
);
/** Calls such as `at(id, '/jobs')` in videos.ts. */
const ofVideos = [...source.matchAll(/\bat\(id(?:, '([^']+)')?\)/g)].map(([, rest = '']) => `/videos/:id${rest}`);
const known = new Set([...paths, ...ofVideos]);

/** Compares only paths. The SDK's own tests cover the methods. */
test('every operation is in the SDK or listed as an exception', () => {
  const missing = allRoutes().filter(({ path }) => !known.has(path));
  expect(missing.map(({ operationId }) => operationId).toSorted()).toEqual(NOT_IN_THE_SDK.toSorted());
});
