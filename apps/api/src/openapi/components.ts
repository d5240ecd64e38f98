import { EXAMPLE_PROBLEM } from '@media/contracts';
import { AppError, type ErrorCode } from '@media/core';
import { SESSION_COOKIE } from '../auth/session-cookie.js';
import { toProblem } from '../http/problem.js';
import type { Json } from './schema-printer.js';

const { requestId, errors } = EXAMPLE_PROBLEM;

/** Additional fields in the examples of some codes. */
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
  RequestId: text('ID of the request in the server logs.', requestId),
  RateLimit: text(
    'Remaining requests (`r`) of each limit that applies to this request, and seconds until it resets (`t`). See draft-ietf-httpapi-ratelimit-headers.',
    '"address";r=5987;t=41',
  ),
  RateLimitPolicy: text('The limits: requests (`q`) per window, in seconds (`w`).', '"address";q=6000;w=60'),
  RetryAfter: {
    description: 'Seconds to wait before retrying.',
    schema: { type: 'integer', minimum: 0, examples: [2] },
  },
  Location: text('Presigned URL of the file.', 'https://s3.example.org/media/best.mp4?X-Amz-Signature=4f1c…'),
  WwwAuthenticate: text('Required authentication scheme.', 'Bearer'),
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

/** Request headers. None has an example, because the API reference would include it in every sample request. */
export const PARAMETERS = {
  OrganizationId: {
    ...{ name: 'X-Organization-Id', ...OPTIONAL_STRING },
    description: 'ID of the organization to list from or create in. The default is your personal organization.',
    schema: { type: 'string', format: 'uuid' },
  },
  IdempotencyKey: {
    ...{ name: 'Idempotency-Key', ...OPTIONAL_STRING },
    description:
      'Makes retries safe: the same key and body return the same response. Use a new random value, such as a UUID, for each request.',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  LastEventId: {
    ...{ name: 'Last-Event-ID', ...OPTIONAL_STRING },
    description: 'ID of the last message received. The stream resumes after it.',
    schema: { type: 'string' },
  },
  Traceparent: {
    ...{ name: 'traceparent', ...OPTIONAL_STRING },
    description: 'W3C Trace Context. Work started by this request joins the trace.',
    schema: { type: 'string' },
  },
};

export const parameter = (name: keyof typeof PARAMETERS): Json => ({ $ref: `#/components/parameters/${name}` });

export const SECURITY_SCHEMES = {
  bearer: {
    ...{ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    description: 'The `accessToken` from `POST /auth/login`. To try operations with an API key, enter the key here.',
  },
  apiKey: {
    ...{ type: 'http', scheme: 'bearer', bearerFormat: 'API key' },
    description: 'The `key` from `POST /api-keys`. It begins with `mp_`.',
  },
  sessionCookie: {
    ...{ type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
    description: 'The refresh token of a browser that signed in with `"session": "cookie"`.',
  },
  playbackToken: {
    ...{ type: 'apiKey', in: 'query', name: 'token' },
    description:
      'The `token` from `POST /videos/{id}/playback-tokens`, which grants read access to that video only. The token in the URLs of an opened share link, or of an unlisted or public video, grants access only to its playlists and, if the link allows it, a download.',
  },
};
