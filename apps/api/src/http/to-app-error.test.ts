import { AppError } from '@media/core';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { expect, test } from 'vitest';
import { toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

test.each([
  ['an unknown path', new NotFoundException('Cannot GET /x'), 'ROUTE_NOT_FOUND'],
  ['a large body', new PayloadTooLargeException(), 'BODY_TOO_LARGE'],
  ['a request that Fastify cannot parse', Object.assign(new Error('bad'), { statusCode: 400 }), 'REQUEST_MALFORMED'],
  ['a database outage', Object.assign(new Error('x'), { code: 'P1001' }), 'DATABASE_UNAVAILABLE'],
  ['a lock timeout', Object.assign(new Error('x'), { cause: { originalCode: '55P03' } }), 'RESOURCE_BUSY'],
  ['an unexpected error', new TypeError('x is not a function'), 'INTERNAL'],
  ['an unsupported content type', Object.assign(new Error('bad'), { statusCode: 415 }), 'MEDIA_TYPE_UNSUPPORTED'],
  ['a long path segment', Object.assign(new Error('bad'), { statusCode: 414 }), 'URL_TOO_LONG'],
  ['a thrown string', 'oh', 'INTERNAL'],
])('%s becomes an error from the catalog', (_, thrown, code) => {
  expect(toAppError(thrown).code).toBe(code);
});

test('a disconnected client is distinguished from a lost database connection with the same error code', () => {
  const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 });
  expect(toAppError(reset, { errored: reset }).code).toBe('REQUEST_ABORTED');
  expect(toAppError(Object.assign(new Error('x'), { code: 'ECONNRESET' }), { errored: null }).code).toBe(
    'DATABASE_UNAVAILABLE',
  );
});

test.each([
  ['a URL', new NotFoundException('Cannot GET /x?token=secret')],
  ['a part of the body', Object.assign(new SyntaxError('Unexpected token "secret"'), { statusCode: 400 })],
  [
    'a content type',
    Object.assign(new Error('text/secret'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }),
  ],
])('%s in a framework error is neither returned nor logged', (_, thrown) => {
  const { details, cause, message } = toAppError(thrown);
  expect([JSON.stringify(details), String(cause), message].join()).not.toContain('secret');
});

test('a problem contains the text from the catalog and only the public details', () => {
  const error = new AppError('UPLOAD_INCOMPLETE', { missingParts: [2, 3], key: 'sources/secret' });
  expect(toProblem(error, 'request-1')).toEqual({
    type: 'about:blank',
    title: 'Conflict',
    status: 409,
    code: 'UPLOAD_INCOMPLETE',
    detail: "Some parts of the file haven't arrived yet. Send the missing parts and try again.",
    requestId: 'request-1',
    missingParts: [2, 3],
  });
});

test('details of the wrong type are left out', () => {
  expect(toProblem(new AppError('INTERNAL', { errors: 'select *', missingParts: 7 }), 'r')).not.toHaveProperty(
    'errors',
  );
});
