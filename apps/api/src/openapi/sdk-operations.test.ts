import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.js';

/** What programs reach by a URL that the API gives them, what is for players and browsers, and what describes the service. */
const NOT_IN_THE_SDK = [
  ...['hlsMaster', 'hlsVideo', 'hlsAudio', 'hlsIframes', 'dashManifest'],
  ...['live', 'ready', 'openapi', 'docs', 'docsFile'],
];

const SDK = join(import.meta.dirname, '../../../../packages/sdk/src');
const source = globSync('**/*.ts', { cwd: SDK })
  .filter((name) => !name.includes('.test.') && !name.startsWith('fixtures'))
  .map((name) => readFileSync(join(SDK, name), 'utf8'))
  .join('\n');

/** Addresses as the SDK writes them, with `:id` for what it puts in. */
const addresses = [...source.matchAll(/(['`])(\/[a-z][^'`]*)\1/g)].map(([, , path = '']) =>
  path.replace(/\$\{encodeURIComponent\(\w+\)\}/g, ':id'),
);
/** `at(id, '/jobs')` of videos.ts. */
const ofVideos = [...source.matchAll(/\bat\(id(?:, '([^']+)')?\)/g)].map(([, rest = '']) => `/videos/:id${rest}`);
const known = new Set([...addresses, ...ofVideos]);

/** By the address alone: that the SDK calls it with the right method is what its own tests are about. */
test('every operation is in the SDK, or listed as left out', () => {
  const missing = allRoutes().filter(({ path }) => !known.has(path));
  expect(missing.map(({ operationId }) => operationId).toSorted()).toEqual(NOT_IN_THE_SDK.toSorted());
});
