export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'gone'
  | 'methodNotAllowed'
  | 'requestTimeout'
  | 'tooLarge'
  | 'urlTooLong'
  | 'unsupportedMediaType'
  | 'headersTooLarge'
  | 'tooManyRequests'
  | 'internal'
  | 'unavailable'
  | 'notImplemented'
  | 'badGateway'
  | 'gatewayTimeout';

/**
 * `text` says what happened, why if known, and the next step. `retry` says whether the same request or attempt can succeed
 * later: a worker retries a task only then.
 */
export type ErrorEntry = { kind: ErrorKind; retry: boolean; text: string };
