import { EXAMPLE_PROBLEM } from '@media/contracts';
import { AppError, type ErrorCode } from '@media/core';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { toProblem } from '../http/problem.js';
import type { Json } from './schema-printer.js';

const { requestId, errors } = EXAMPLE_PROBLEM;

/** What makes the example of a code tell more than its text. */
const DETAILS: Partial<Record<ErrorCode, Json>> = {
  REQUEST_INVALID: { errors },
  UPLOAD_INCOMPLETE: { missingParts: [2] },
  FORBIDDEN: { permission: 'video.write' },
};

const exampleOf = (code: ErrorCode): Json => {
  const error = new AppError(code, DETAILS[code]);
  return { summary: error.message, value: toProblem(error, requestId) };
};

export const problemExamples = (codes: Iterable<ErrorCode>): Json =>
  Object.fromEntries([...new Set(codes)].map((code) => [code, exampleOf(code)]));

const text = (description: string, example: string): Json => ({
  description,
  schema: { type: 'string', examples: [example] },
});

export const HEADERS = {
  RequestId: text('Finds the request in the logs.', requestId),
  RateLimit: text(
    'What is left of each limit that this request counts against, and seconds until it is full again (draft-ietf-httpapi-ratelimit-headers).',
    '"address";r=5987;t=41',
  ),
  RateLimitPolicy: text('The limits: requests per window of seconds.', '"address";q=6000;w=60'),
  RetryAfter: {
    description: 'Seconds to wait before another attempt.',
    schema: { type: 'integer', minimum: 0, examples: [2] },
  },
  Location: text('Where to go.', 'https://s3.example.org/media/best.mp4?X-Amz-Signature=4f1c…'),
  WwwAuthenticate: text('How to authenticate.', 'Bearer'),
};

export type HeaderName = keyof typeof HEADERS;

const FIELD_NAMES: Record<HeaderName, string> = {
  RequestId: 'X-Request-Id',
  RateLimit: 'RateLimit',
  RateLimitPolicy: 'RateLimit-Policy',
  RetryAfter: 'Retry-After',
  Location: 'Location',
  WwwAuthenticate: 'WWW-Authenticate',
};

export const headersOf = (names: readonly HeaderName[]): Json =>
  Object.fromEntries(names.map((name) => [FIELD_NAMES[name], { $ref: `#/components/headers/${name}` }]));

const OPTIONAL_STRING = { required: false, in: 'header' };

/** Request headers. None has an example: the reference would put it into every request that people copy. */
export const PARAMETERS = {
  OrganizationId: {
    ...{ name: 'X-Organization-Id', ...OPTIONAL_STRING },
    description: 'In which organization to list or create; the personal one by default.',
    schema: { type: 'string', format: 'uuid' },
  },
  IdempotencyKey: {
    ...{ name: 'Idempotency-Key', ...OPTIONAL_STRING },
    description:
      'Makes it safe to send the request again: the same key and body give the same response. Use a new random value, such as a UUID, for each request.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  LastEventId: {
    ...{ name: 'Last-Event-ID', ...OPTIONAL_STRING },
    description: 'Id of the last message that arrived. The stream resumes after it.',
    schema: { type: 'string' },
  },
  Traceparent: {
    ...{ name: 'traceparent', ...OPTIONAL_STRING },
    description: 'W3C Trace Context. The work that the request starts belongs to this trace.',
    schema: { type: 'string' },
  },
};

export const parameter = (name: keyof typeof PARAMETERS): Json => ({ $ref: `#/components/parameters/${name}` });

export const SECURITY_SCHEMES = {
  bearer: {
    ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    description: 'The `accessToken` of `POST /auth/login`.',
  },
  sessionCookie: {
    ...{ type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
    description: 'The refresh token of a browser that signed in with `"session": "cookie"`.',
  },
  playbackToken: {
    ...{ type: 'apiKey', in: 'query', name: 'token' },
    description: 'The `token` of `POST /videos/{id}/playback-tokens`. Reads that one video.',
  },
};
