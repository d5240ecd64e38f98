import { ERRORS } from '@media/core';
import { HTTP_STATUS } from '../http/problem.js';
import { COMMON_ERRORS } from './documented-errors.js';

const commonErrors = COMMON_ERRORS.map((code) => {
  const { kind, text } = ERRORS[code];
  return `| \`${code}\` | ${HTTP_STATUS[kind]} | ${text} |`;
}).join('\n');

/** Introduction of the API reference: what applies to all operations. Markdown. */
export const INTRODUCTION = `Upload video files, process them, and play or download the results.

Requests and responses are JSON with camelCase names. Times are ISO 8601 in UTC, sizes are in bytes, and durations are in
milliseconds. Unknown fields in a request body are rejected with 422; unknown query parameters are ignored. Every endpoint that
supports GET also supports HEAD. Unsupported methods return 405, with the supported ones in the \`Allow\` header.

# Getting started

1. \`POST /auth/register\` or \`POST /auth/login\` returns an access token.
2. \`POST /uploads\` creates an upload. Send the file to presigned URLs: a small file in one request to \`url\`, a larger one part
   by part to URLs from \`POST /uploads/{id}/parts\`.
3. \`POST /videos\` completes the upload and starts processing.
4. \`GET /videos/{id}/events\` streams progress. When \`playable\` is true, call \`POST /videos/{id}/playback-tokens\` to get URLs for
   your player.

# Authentication

Send the access token as \`Authorization: Bearer …\`. It is valid for \`expiresIn\` seconds. Before it expires, exchange the refresh
token for new tokens with \`POST /auth/refresh\`. Each refresh token can be used once. For retries and concurrent
tabs, repeating the call within 10 seconds returns the same new refresh token. Using a token again after that revokes the session,
because the token may have been stolen.

Browsers should sign in with \`"session": "cookie"\`. The refresh token is then stored in an httpOnly cookie, which scripts can't
read, and is left out of responses.

Programs should use an API key instead of a user's tokens: \`POST /api-keys\` creates one. Send it as \`Authorization: Bearer mp_…\`.
A key belongs to one organization and can do what its scopes allow, as long as its creator can. Endpoints about a user's account, such as
\`GET /auth/me\`, return 403 \`USER_REQUIRED\` to keys.

Media players can't send headers. Pass a playback token in the query (\`?token=…\`) instead. It grants access to the playlists,
events, and outputs of one video, but not to its source file.

People without an account watch unlisted and public videos (\`GET /watch/{id}\`), and those whose share link they have (\`POST
/shares/open\`). They get URLs with a token of their own, which stops working as soon as their access ends.

# Organizations

Every video and upload belongs to an organization, and each user has a personal one. To list or create resources in another
organization, set \`X-Organization-Id\`. Requests for a specific video or upload use the organization of that resource and ignore the
header. Your role in an organization determines your permissions; \`GET /actor\` returns them. Resources that you don't have
access to return 404, as if they didn't exist.

# Errors

Errors are problem details (RFC 9457) with the media type \`application/problem+json\`. Handle errors by their \`code\`; \`detail\` is a
human-readable explanation. \`requestId\`, also sent as \`X-Request-Id\`, identifies the request in the server logs. Each operation
lists the codes it can return. Any request can also fail with one of these:

| code | status | meaning |
|---|---|---|
${commonErrors}

# Pagination

Lists return \`items\` and \`nextCursor\`. To get the next page, repeat the request with \`nextCursor\` as \`cursor\` and all other
parameters unchanged. On the last page, \`nextCursor\` is \`null\`. \`limit\` defaults to 20 and can be at most 100.

# Idempotency

Requests with an \`Idempotency-Key\` can be retried safely: the same key and body return the same response, with fresh presigned URLs.
The same key with a different body returns 409 \`IDEMPOTENCY_KEY_REUSED\`. Failed requests are not stored, so a retry can succeed.

# Rate limits

Requests are limited per IP address and per organization, with stricter limits for sign-in attempts. The \`RateLimit-Policy\` and
\`RateLimit\` headers show the limits and the remaining requests. Requests over a limit return 429 with \`Retry-After\` in seconds.
Responses with status 503 also include \`Retry-After\`: the service or one of its dependencies is temporarily unavailable.

# Events

\`GET /videos/{id}/events\` and \`GET /events\` are streams of server-sent events. Every message has an \`id\`, no event name, and JSON in
\`data\`. The first message about a video is a snapshot; later ones contain only what changed. A comment is sent every 10 seconds as a
heartbeat. After a disconnect, \`EventSource\` reconnects with \`Last-Event-ID\`, and the stream resumes with the events you missed.

# Compatibility

Later releases can add fields and enum values to responses. Clients must ignore fields and values they don't know. Enums in responses
are therefore described as \`anyOf\` the known values or any string; \`x-extensible-enum\` lists the known values. Unknown
fields in a request body are rejected; unknown query parameters are ignored.`;
