import 'reflect-metadata';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.js';

/** Endpoints for players and browsers, which get their URLs from the API, and endpoints that describe the service. */
const NOT_IN_THE_SDK = [
  ...['hlsMaster', 'hlsVideo', 'hlsAudio', 'hlsText', 'hlsIframes', 'dashManifest', 'viewPoster', 'viewViewing'],
  'sendBeacon',
  ...['viewEmbedding', 'viewShareEmbedding', 'oembed'],
  ...['live', 'ready', 'openapi', 'docs', 'docsFile'],
];

const SDK = join(import.meta.dirname, '../../../../packages/sdk/src');
const sources = globSync('**/*.ts', { cwd: SDK })
  .filter((name) => !name.includes('.test.') && !name.startsWith('fixtures'))
  .map((name) => readFileSync(join(SDK, name), 'utf8'));

/** The names of parameters differ between the SDK and the routes. */
const withParameters = (path: string): string =>
  path.replace(/\$\{(?:idSegment|encodeURIComponent)\(\w+\)\}/g, ':').replace(/\$\{rest\}$/, '');

/** Paths in a source file, and those of calls such as `at(id, '/jobs')`, which continue the path in the definition of `at`. */
const pathsIn = (source: string): string[] => {
  const written = [...source.matchAll(/(['`])(\/[a-z][^'`]*)\1/g)].map(([, , path = '']) => withParameters(path));
  const [, base = ''] = /const at = \(id.*`(\/[^`]*)`/.exec(source) ?? [];
  const continued = [...source.matchAll(/\bat\(id(?:, (['`])([^'`]+)\1)?\)/g)];
  return [...written, ...continued.map(([, , rest = '']) => withParameters(base) + withParameters(rest))];
};
const known = new Set(sources.flatMap(pathsIn));

/** Compares only paths. The SDK's own tests cover the methods. */
test('every operation is in the SDK or listed as an exception', () => {
  const missing = allRoutes().filter(({ path }) => !known.has(path.replace(/:\w+/g, ':')));
  expect(missing.map(({ operationId }) => operationId).toSorted()).toEqual(NOT_IN_THE_SDK.toSorted());
});
