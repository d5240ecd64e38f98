import 'reflect-metadata';
import { VIDEO_STATUSES } from '@media/contracts';
import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.js';
import type { Json } from './schema-printer.js';
import { toOpenApi } from './to-open-api.js';

type Response = { headers: Record<string, Json>; content?: Record<string, Json> };
type Operation = { parameters: Json[]; security: Json[]; responses: Record<string, Response>; requestBody?: Json };
type Schema = { additionalProperties?: boolean; properties: Record<string, Json> };

const description = toOpenApi(allRoutes()) as unknown as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema & Json> };
};
const { schemas } = description.components;

const operation = (method: string, path: string): Operation => {
  const found = description.paths[path]?.[method];
  if (!found) throw new Error(`There is no ${method} ${path}`);
  return found;
};
const operations = Object.values(description.paths).flatMap((path) => Object.values(path));

test('enums in responses allow any string and list the known values', () => {
  expect(schemas.VideoStatus).toMatchObject({
    anyOf: [{ type: 'string', enum: VIDEO_STATUSES }, { type: 'string' }],
    'x-extensible-enum': VIDEO_STATUSES,
  });
  expect(schemas.Video?.properties.status).toEqual({ $ref: '#/components/schemas/VideoStatus' });
});

const SCHEMA = '#/components/schemas/';

/** Paths of closed enums in a response or in schemas that it references. */
const closedEnums = (value: unknown, path: string, visited: Set<string>): string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const { $ref, enum: values, example: _, examples: __, ...parts } = value as Json;
  if (typeof $ref === 'string' && $ref.startsWith(SCHEMA) && !visited.has($ref)) {
    visited.add($ref);
    const name = $ref.slice(SCHEMA.length);
    return closedEnums(schemas[name], name, visited);
  }
  if ('x-extensible-enum' in parts) return [];
  const below = Object.entries(parts).flatMap(([name, part]) => closedEnums(part, `${path}/${name}`, visited));
  return [...(values ? [path] : []), ...below];
};

test('no response has a closed enum', () => {
  const visited = new Set<string>();
  expect(operations.flatMap(({ responses }) => closedEnums(responses, 'responses', visited))).toEqual([]);
  expect(visited.size).toBeGreaterThan(30);
});

test('requests are strict: enums are closed and objects allow no additional fields', () => {
  const status = operation('get', '/videos').parameters.find(({ name }) => name === 'status');
  expect(status).toMatchObject({ schema: { type: 'string', enum: VIDEO_STATUSES } });
  expect(schemas.CreateVideoRequest?.additionalProperties).toBe(false);
});

test('objects in responses allow additional fields', () => {
  expect(schemas.Video).not.toHaveProperty('additionalProperties');
  expect(schemas.Problem).not.toHaveProperty('additionalProperties');
});

test('a body field with a default is optional and mentions the default in its description', () => {
  const { session } = schemas.RegisterRequest?.properties ?? {};
  expect(session).not.toHaveProperty('default');
  expect(session?.description).toContain('Default: `token`.');
});

test('sizes are 64-bit integers, and fields with a format have no pattern', () => {
  expect(schemas.Upload?.properties.sizeBytes).toMatchObject({ type: 'integer', format: 'int64' });
  expect(schemas.Upload?.properties.id).toMatchObject({ format: 'uuid' });
  expect(schemas.Upload?.properties.id).not.toHaveProperty('pattern');
});

test('every 429 and 503 has a Retry-After header, and every 429 has a RateLimit header', () => {
  const problems = operations.flatMap(({ responses }) =>
    ['429', '503'].flatMap((status) => {
      const { headers, content } = responses[status] ?? {};
      return headers && content?.['application/problem+json'] ? [{ status, headers }] : [];
    }),
  );
  expect(problems.length).toBeGreaterThan(operations.length);
  for (const { status, headers } of problems) {
    expect(headers).toHaveProperty('Retry-After');
    if (status === '429') expect(headers).toHaveProperty('RateLimit');
  }
});

test('a stream accepts Last-Event-ID and documents its messages', () => {
  const { parameters, responses } = operation('get', '/videos/{id}/events');
  expect(parameters).toContainEqual({ $ref: '#/components/parameters/LastEventId' });
  expect(responses['200']?.content).toMatchObject({
    'text/event-stream': { schema: { $ref: '#/components/schemas/VideoMessage' } },
  });
});

test('a redirect documents its Location header, and a playlist its media type', () => {
  expect(operation('get', '/videos/{id}/download').responses['302']?.headers).toHaveProperty('Location');
  const { content = {} } = operation('get', '/videos/{id}/hls/master.m3u8').responses['200'] ?? {};
  expect(Object.keys(content)).toEqual(['application/vnd.apple.mpegurl']);
});

test.each([
  ['post', '/auth/register', []],
  ['post', '/auth/refresh', [{ sessionCookie: [] }, {}]],
  ['post', '/auth/logout', [{ bearer: [] }, { sessionCookie: [] }]],
  ['get', '/auth/me', [{ bearer: [] }]],
  ['get', '/videos', [{ bearer: [] }, { apiKey: [] }]],
  ['get', '/videos/{id}/dash/manifest.mpd', [{ bearer: [] }, { apiKey: [] }, { playbackToken: [] }]],
])('%s %s documents how to authenticate', (method, path, security) => {
  expect(operation(method, path).security).toEqual(security);
});
