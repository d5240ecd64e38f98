import { Liveness, OpenApiDocument, Readiness } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const UNCHANGED = { status: 304, description: 'The copy that `If-None-Match` names is current' } as const;

const OUTLINE = { openapi: '3.1.0', info: { title: 'media-processor', version: '1' }, paths: {} };

export const SERVICE_ROUTES = defineRoutes('Service', {
  live: {
    method: 'GET',
    path: '/health/live',
    summary: 'Check liveness',
    description: 'Answers as long as the process runs.',
    answers: [{ status: 200, schema: Liveness }],
  },
  ready: {
    method: 'GET',
    path: '/health/ready',
    summary: 'Check readiness',
    description: 'Checks that PostgreSQL, Redis and the object store answer.',
    answers: [
      { status: 200, schema: Readiness },
      { status: 503, schema: Readiness, description: 'A service that the API depends on does not answer' },
    ],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Get this description',
    description: 'OpenAPI 3.1, for client generators.',
    answers: [{ status: 200, schema: OpenApiDocument, isSerialized: true }, UNCHANGED],
    examples: { answers: { 200: OUTLINE } },
  },
  docs: {
    method: 'GET',
    path: '/docs',
    summary: 'Open the API reference',
    description: 'This description as a page, with a form for every operation.',
    answers: [{ status: 200, type: 'text/html' }, UNCHANGED],
  },
  docsFile: {
    method: 'GET',
    path: '/docs/:file',
    summary: 'Get a file of the API reference',
    description: 'Scripts and styles of that page. Their names change with their content, so they can be kept forever.',
    params: z.strictObject({ file: z.string().max(100).describe('Name of the file, as the page refers to it.') }),
    answers: [{ status: 200, type: '*/*' }, UNCHANGED],
  },
});
