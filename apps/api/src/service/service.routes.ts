import { Liveness, OpenApiDocument, Readiness } from '@media/contracts';
import { z } from 'zod';
import { defineRoutes } from '../http/route.js';

const UNCHANGED = { status: 304, description: 'The copy that `If-None-Match` names is current' } as const;

export const SERVICE_ROUTES = defineRoutes({
  live: {
    method: 'GET',
    path: '/health/live',
    summary: 'Whether the process runs',
    answers: [{ status: 200, schema: Liveness }],
  },
  ready: {
    method: 'GET',
    path: '/health/ready',
    summary: 'Whether all that it needs answers',
    answers: [
      { status: 200, schema: Readiness },
      { status: 503, schema: Readiness },
    ],
  },
  openapi: {
    method: 'GET',
    path: '/openapi.json',
    summary: 'This description',
    answers: [{ status: 200, schema: OpenApiDocument, isSerialized: true }, UNCHANGED],
  },
  docs: {
    method: 'GET',
    path: '/docs',
    summary: 'This description, to read and try',
    answers: [{ status: 200, type: 'text/html' }, UNCHANGED],
  },
  docsFile: {
    method: 'GET',
    path: '/docs/:file',
    summary: 'Files of that page',
    params: z.strictObject({ file: z.string().max(100) }),
    answers: [{ status: 200, type: '*/*' }, UNCHANGED],
  },
});
