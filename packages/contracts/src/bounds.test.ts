import { expect, test } from 'vitest';
import { z } from 'zod';
import { dictionary } from './dictionary.js';
import * as contracts from './index.js';

/** More than a body can hold. */
const TOO_MANY = 125_000;

/** Counts how often items or entries of `target` are read. */
const counted = <T extends object>(target: T): { value: T; reads: () => number } => {
  let reads = 0;
  const value = new Proxy(target, {
    get: (of, key, self) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(of, key, self);
    },
  });
  return { value, reads: () => reads };
};

const list = (item: unknown) => Array(TOO_MANY).fill(item);
const record = (item: unknown) => Object.fromEntries(list(item).map((value, index) => [String(index), value]));
const ID = '0197c0de-0000-7000-8000-000000000000';

test.each<[string, z.ZodType, object, (value: object) => unknown]>([
  ['outputs', contracts.CustomRecipe, list('x'), (outputs) => ({ outputs })],
  ['heights', contracts.CustomRecipe, list(0), (heights) => ({ outputs: ['hls'], heights })],
  ['MP4 heights', contracts.CustomRecipe, list(0), (mp4Heights) => ({ outputs: ['mp4'], mp4Heights })],
  ['part numbers', contracts.SignPartsRequest, list(0), (partNumbers) => ({ partNumbers })],
  ['checksums', contracts.SignPartsRequest, record('x'), (checksums) => ({ partNumbers: [1], checksums })],
  ['metadata', contracts.CreateVideoRequest, record(1), (metadata) => ({ uploadId: ID, metadata })],
  [
    'outputs of the video of an upload',
    contracts.CreateUploadRequest,
    list('x'),
    (outputs) => ({ fileName: 'a', sizeBytes: 1, video: { recipe: { outputs } } }),
  ],
])('too many %s are rejected without reading any of them', (_, schema, many, bodyOf) => {
  const { value, reads } = counted(many);
  const { success, error } = schema.safeParse(bodyOf(value));
  expect([success, error && contracts.fieldProblems(error).length]).toEqual([false, 1]);
  expect(reads()).toBe(0);
});

test('a record reports its maximum size in errors and in JSON Schema', () => {
  const schema = dictionary(z.string().max(5), z.int(), 2);
  expect(schema.parse({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  expect(schema.safeParse({ a: 1, b: 2, c: 3 }, { error: contracts.explainIssue }).error?.issues).toMatchObject([
    { message: 'Must have at most 2 entries' },
  ]);
  expect(schema.safeParse('x', { error: contracts.explainIssue }).error?.issues).toMatchObject([
    { message: 'Must be an object' },
  ]);
  expect(z.toJSONSchema(schema, { io: 'input' })).toMatchObject({ type: 'object', maxProperties: 2 });
});
