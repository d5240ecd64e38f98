import 'reflect-metadata';
import { expect, test } from 'vitest';
import { allRoutes } from './all-routes.js';
import { documentedErrors } from './documented-errors.js';

const routes = allRoutes();

const errorsOf = (operationId: string) => {
  const route = routes.find((one) => one.operationId === operationId);
  if (!route) throw new Error(`There is no ${operationId}`);
  return Object.fromEntries(documentedErrors(route));
};

test('a list documents errors of authentication, organization, and query', () => {
  expect(errorsOf('listVideos')).toEqual({
    400: ['REQUEST_MALFORMED'],
    401: ['UNAUTHENTICATED', 'API_KEY_INVALID'],
    403: ['FORBIDDEN'],
    404: ['ORGANIZATION_NOT_FOUND'],
    422: ['REQUEST_INVALID'],
    429: ['TOO_MANY_REQUESTS'],
    503: ['DATABASE_UNAVAILABLE'],
  });
});

test('a create operation also documents errors of the body and key, and those in its contract', () => {
  expect(errorsOf('createVideo')).toMatchObject({
    404: ['ORGANIZATION_NOT_FOUND', 'UPLOAD_NOT_FOUND'],
    409: ['UPLOAD_INCOMPLETE', 'UPLOAD_SIZE_MISMATCH', 'UPLOAD_CLOSED', 'IDEMPOTENCY_KEY_REUSED'],
    413: ['BODY_TOO_LARGE'],
    415: ['MEDIA_TYPE_UNSUPPORTED'],
    422: ['REQUEST_INVALID', 'RECIPE_UNKNOWN'],
  });
});

test("a route of a resource documents that resource's 404", () => {
  expect(errorsOf('followVideo')).toMatchObject({
    401: ['UNAUTHENTICATED', 'API_KEY_INVALID', 'PLAYBACK_TOKEN_INVALID'],
    404: ['VIDEO_NOT_FOUND'],
    429: ['TOO_MANY_REQUESTS', 'STREAMS_EXHAUSTED'],
  });
});

test('a route about an account documents that API keys are refused', () => {
  expect(errorsOf('me')).toMatchObject({ 401: ['UNAUTHENTICATED', 'API_KEY_INVALID'], 403: ['USER_REQUIRED'] });
});

test('a probe documents neither authentication nor rate limit errors', () => {
  expect(Object.keys(errorsOf('live'))).toEqual(['400']);
});
