import { expect, test } from 'vitest';
import { lintOpenApi } from './lint-open-api.ts';

const PROBLEM = {
  description: 'Wrong',
  content: { 'application/problem+json': { schema: { type: 'object' }, example: {} } },
};
const NAME = { type: 'string', description: 'Name of the thing.' };

const operation = {
  operationId: 'createThing',
  summary: 'Create a thing',
  description: 'Creates it.',
  tags: ['Things'],
  security: [{ bearer: [] }],
  parameters: [{ name: 'q', in: 'query', description: 'What to look for.', schema: { type: 'string' } }],
  requestBody: {
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example: { name: 'a' } } },
  },
  responses: { 204: { description: 'Done' }, 400: PROBLEM, 401: PROBLEM, 415: PROBLEM, 422: PROBLEM },
};

const descriptionWith = (changes: object, schema: object = { name: NAME }, tags: object[] = []): string =>
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Things', version: '1', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '.' }],
    tags: tags.length ? tags : [{ name: 'Things', description: 'Of any kind.' }],
    paths: { '/things': { post: { ...operation, ...changes } } },
    components: {
      schemas: { Thing: { type: 'object', properties: schema } },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  });

test('a complete description has no problems', async () => {
  expect(await lintOpenApi(descriptionWith({}))).toEqual([]);
});

const { 401: _unauthenticated, 422: _invalid, ...fewer } = operation.responses;
const withoutExample = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } };

test.each<[string, string, string]>([
  ['without a description', descriptionWith({ description: '' }), 'operation-description'],
  ['without an id', descriptionWith({ operationId: undefined }), 'operation-operationId'],
  ['with a tag without a description', descriptionWith({}, undefined, [{ name: 'Things' }]), 'tag-description'],
  ['with a tag that does not exist', descriptionWith({ tags: ['Other'] }), 'operation-tag-defined'],
  ['without error responses', descriptionWith({ responses: fewer }), 'ours/operation-lists-errors'],
  ['without an example of its body', descriptionWith({ requestBody: withoutExample }), 'ours/json-has-example'],
  ['with an undescribed property', descriptionWith({}, { name: { type: 'string' } }), 'ours/property-has-description'],
  [
    'with an undescribed parameter',
    descriptionWith({ parameters: [{ name: 'q', in: 'query', schema: { type: 'string' } }] }),
    'parameter-description',
  ],
])('an operation %s is reported', async (_, source, rule) => {
  expect(await lintOpenApi(source)).toEqual([expect.stringContaining(`(${rule})`)]);
});
