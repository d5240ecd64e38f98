import { AppError } from '@media/core';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { expect, test } from 'vitest';
import { toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

test.each([
  ['an unknown address', new NotFoundException('Cannot GET /x'), 'ROUTE_NOT_FOUND'],
  ['a large body', new PayloadTooLargeException(), 'BODY_TOO_LARGE'],
  ['what Fastify could not read', Object.assign(new Error('bad'), { statusCode: 400 }), 'REQUEST_MALFORMED'],
  ['a database that is away', Object.assign(new Error('x'), { code: 'P1001' }), 'DATABASE_UNAVAILABLE'],
  ['a row that stays locked', Object.assign(new Error('x'), { cause: { originalCode: '55P03' } }), 'RESOURCE_BUSY'],
  ['a surprise', new TypeError('x is not a function'), 'INTERNAL'],
  ['another type of body', Object.assign(new Error('bad'), { statusCode: 415 }), 'MEDIA_TYPE_UNSUPPORTED'],
  ['an address with a long part', Object.assign(new Error('bad'), { statusCode: 414 }), 'URL_TOO_LONG'],
  ['something that is no error', 'oh', 'INTERNAL'],
])('%s has a code', (_, thrown, code) => {
  expect(toAppError(thrown).code).toBe(code);
});

test('a client that leaves is no lost database, although both have the same code', () => {
  const reset = Object.assign(new Error('aborted'), { code: 'ECONNRESET', statusCode: 400 });
  expect(toAppError(reset, { errored: reset }).code).toBe('REQUEST_ABORTED');
  expect(toAppError(Object.assign(new Error('x'), { code: 'ECONNRESET' }), { errored: null }).code).toBe(
    'DATABASE_UNAVAILABLE',
  );
});

test.each([
  ['an address', new NotFoundException('Cannot GET /x?token=secret')],
  ['a piece of a body', Object.assign(new SyntaxError('Unexpected token "secret"'), { statusCode: 400 })],
  [
    'a type of body',
    Object.assign(new Error('text/secret'), { statusCode: 415, code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE' }),
  ],
])('of a refusal of the framework %s is not passed on, to people or to the log', (_, thrown) => {
  const { details, cause, message } = toAppError(thrown);
  expect([JSON.stringify(details), String(cause), message].join()).not.toContain('secret');
});

test('a problem shows the catalogue text and none of the details but those meant for people', () => {
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

test('details that only happen to have such a name are not shown', () => {
  expect(toProblem(new AppError('INTERNAL', { errors: 'select *', missingParts: 7 }), 'r')).not.toHaveProperty(
    'errors',
  );
});
