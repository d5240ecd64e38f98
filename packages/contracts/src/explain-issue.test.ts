import { expect, test } from 'vitest';
import { z } from 'zod';
import * as contracts from './index.js';
import { explainIssue, fieldProblems } from './index.js';

const problemsOf = (schema: z.ZodType, value: unknown) => {
  const { error } = schema.safeParse(value, { error: explainIssue });
  return error ? fieldProblems(error) : [];
};
const explained = (schema: z.ZodType, value: unknown): string | undefined => problemsOf(schema, value)[0]?.message;

test.each<[string, z.ZodType, unknown]>([
  ['Required', z.object({ a: z.string() }), {}],
  ['Required', z.object({ a: z.enum(['x']) }), {}],
  ['Must be text', z.string(), 1],
  ['Must be a number', z.number(), '1'],
  ['Must be a number', z.coerce.number(), 'many'],
  ['Must be a whole number', z.int(), 1.5],
  ['Must be true or false', z.boolean(), 'yes'],
  ['Must be a list', z.array(z.int()), {}],
  ['Must be an object', z.object({}), []],
  ['Must be one of `hls`, `dash`', z.enum(['hls', 'dash']), 'flash'],
  ['Must be `all`', z.literal('all'), 'none'],
  ['Must have at most 3 characters', z.string().max(3), 'long'],
  ['Must have at least 8 characters', z.string().min(8), 'short'],
  ['Must not be empty', z.string().min(1), ''],
  ['Must not be empty', z.array(z.int()).min(1), []],
  ['Must have at most 1 item', z.array(z.int()).max(1), [1, 2]],
  ['Must be at least 1', z.int().min(1), 0],
  ['Must be at most 100', z.int().max(100), 101],
  ['Must be more than 0', z.number().positive(), 0],
  ['Must be an email address', z.email(), 'nobody'],
  ['Must be an id', contracts.VideoId, 'nobody'],
  ['Must be a URL, such as https://example.org', z.url(), 'nowhere'],
  ['Must be a date and time, such as 2026-01-31T12:00:00Z', z.iso.datetime(), 'today'],
  ['Has the wrong format', z.string().regex(/^a$/), 'b'],
  ['Must be a multiple of 2', z.int().multipleOf(2), 3],
])('%s', (message, schema, value) => {
  expect(explained(schema, value)).toBe(message);
});

test('an unknown field is reported with its own path', () => {
  const body = { fileName: 'a.mp4', sizeBytes: 1, organizationId: 'x', video: { color: 'red' } };
  expect(problemsOf(contracts.CreateUploadRequest, body)).toEqual([
    { path: 'video.color', message: 'Unknown field `color`' },
    { path: 'organizationId', message: 'Unknown field `organizationId`' },
  ]);
});

test('a union reports the problems of the branch whose type matches the value', () => {
  const details = (recipe: unknown) => problemsOf(contracts.VideoDetails, { recipe });
  expect(details('x'.repeat(51))).toEqual([{ path: 'recipe', message: 'Must have at most 50 characters' }]);
  expect(details({ outputs: ['vhs'] })).toEqual([
    { path: 'recipe.outputs.0', message: expect.stringContaining('Must be one of `hls`') },
  ]);
  expect(details({ outputs: ['mp4'], mp4Heights: [1] })).toEqual([
    { path: 'recipe.mp4Heights.0', message: 'Must be at least 64' },
  ]);
  expect(details({ outputs: ['mp4'], mp4Heights: 'some' })).toEqual([
    { path: 'recipe.mp4Heights', message: 'Must be `all` or a list' },
  ]);
  expect(details(5)).toEqual([{ path: 'recipe', message: 'Must be text or an object' }]);
});

test('an invalid key of a record is reported as a problem of the name', () => {
  expect(problemsOf(contracts.VideoDetails, { metadata: { '': 'x' } })).toEqual([
    { path: 'metadata.', message: 'Name must not be empty' },
  ]);
});

test('a long unknown field name is truncated', () => {
  const name = 'x'.repeat(100_000);
  const [problem] = problemsOf(contracts.UpdateVideoRequest, { title: 'a', [name]: 1 });
  expect(JSON.stringify(problem).length).toBeLessThan(200);
});

/** zod's own terms. */
const JARGON = /invalid|expected|received|input|too (big|small)|unrecognized|string|array|record|<=|>=/i;

/** Invalid values of every type, to trigger every message of each schema. */
const wrongs: unknown[] = [undefined, null, 0, -1, 1e9, 1.5, '', 'x', 'x'.repeat(5_000), true, [], [[]], {}, { x: {} }];
const requests = Object.entries<unknown>(contracts).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType && /(Request|Query|Details)$/.test(entry[0]),
);

const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> => {
  const { shape, innerType } = schema.def as unknown as { shape?: Record<string, z.ZodType>; innerType?: z.ZodType };
  return shape ?? (innerType ? shapeOf(innerType) : {});
};

test.each(requests)('every validation message of %s is plain English', (_, schema) => {
  const fields = Object.keys(shapeOf(schema));
  const bodies = fields.flatMap((field) => wrongs.map((wrong) => ({ [field]: wrong, unknown: 1 })));
  const messages = bodies.flatMap((body) => problemsOf(schema, body).map(({ message }) => message));
  expect([...new Set(messages)].filter((message) => JARGON.test(message) || !/^[A-Z]/.test(message))).toEqual([]);
});
