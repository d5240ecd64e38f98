import { type OpenApiDocument, Problem } from '@media/contracts';
import type { HandledRoute } from '../http/collect-routes.js';
import { HEADERS, headersOf, PARAMETERS, problemExamples, SECURITY_SCHEMES } from './components.js';
import { documentedErrors } from './documented-errors.js';
import { INTRODUCTION } from './introduction.js';
import { toOperation } from './operation.js';
import { createSchemaPrinter, type Json } from './schema-printer.js';
import { TAG_DESCRIPTIONS } from './tags.js';

const INFO = {
  title: 'media-processor',
  version: '1',
  summary: 'A self-hosted video backend: resumable uploads, transcoding, HLS and DASH.',
  description: INTRODUCTION,
  license: { name: 'MIT', identifier: 'MIT' },
};

const OTHER_PROBLEM = {
  description: 'Any other error. The introduction lists the common ones.',
  headers: headersOf(['RequestId']),
  content: {
    'application/problem+json': {
      schema: { $ref: '#/components/schemas/Problem' },
      examples: { INTERNAL: { $ref: '#/components/examples/INTERNAL' } },
    },
  },
};

/** Generates the OpenAPI document from the routes and the schemas of the contracts. Pure. */
export const toOpenApi = (routes: readonly HandledRoute[]): OpenApiDocument => {
  const printer = createSchemaPrinter();
  printer.print(Problem, 'response');
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: toOperation(printer, route) };
  }
  return {
    openapi: '3.1.0',
    info: INFO,
    servers: [{ url: '.', description: 'The server of this document' }],
    tags: TAG_DESCRIPTIONS,
    paths,
    components: {
      schemas: printer.schemas,
      examples: problemExamples([
        'INTERNAL',
        ...routes.flatMap((route) => [...documentedErrors(route).values()].flat()),
      ]),
      responses: { Problem: OTHER_PROBLEM },
      headers: HEADERS,
      parameters: PARAMETERS,
      securitySchemes: SECURITY_SCHEMES,
    },
  };
};
