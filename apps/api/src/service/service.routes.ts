import { Liveness, OpenApiDocument, Readiness } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const UNCHANGED = { status: 304, description: 'Not modified: the cached copy is current' } as const;

const OUTLINE = { openapi: '3.1.0', info: { title: 'media-processor', version: '1' }, paths: {} };

export const SERVICE_ROUTES = defineRoutes('Service', {
  live: {
    method: 'GET',
    path: '/health/live',
    summary: 'Check liveness',
    description: 'Returns 200 while the process is running.',
    responses: [{ status: 200, schema: Liveness }],
  },
  ready: {
    method: 'GET',
    path: '/health/ready',
    summary: 'Check readiness',
    description: 'Checks that PostgreSQL, Redis, and object storage respond.',
    responses: [
      { status: 200, schema: Readiness },
      { status: 503, schema: Readiness, description: 'A service that the API depends on is unavailable' },
    ],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'Get the OpenAPI document',
    description: 'Returns this API as an OpenAPI 3.1 document, for client generators.',
    responses: [{ status: 200, schema: OpenApiDocument, isSerialized: true }, UNCHANGED],
    examples: { responses: { 200: OUTLINE } },
  },
  docs: {
    method: 'GET',
    path: '/docs',
    summary: 'Open the API reference',
    description: 'Returns the interactive API reference as a web page.',
    responses: [{ status: 200, type: 'text/html' }, UNCHANGED],
  },
  docsFile: {
    method: 'GET',
    path: '/docs/:file',
    summary: 'Get a file of the API reference',
    description: 'Returns a script or stylesheet of the API reference. File names contain a content hash.',
    params: z.strictObject({ file: z.string().max(100).describe('File name, as referenced by the page.') }),
    responses: [{ status: 200, type: '*/*' }, UNCHANGED],
  },
});
