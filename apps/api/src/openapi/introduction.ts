import { ERRORS } from '@media/core';
import { HTTP_STATUS } from '../http/problem.js';
import { COMMON_ERRORS } from './documented-errors.js';

const commonErrors = COMMON_ERRORS.map((code) => {
  const { kind, text } = ERRORS[code];
  return `| \`${code}\` | ${HTTP_STATUS[kind]} | ${text} |`;
}).join('\n');

/** Read before the operations: what holds for all of them. Markdown. */
export const INTRODUCTION = `Upload video files, process them, and play or download the results.

Requests and responses are JSON in camelCase. Times are ISO 8601 in UTC, sizes are in bytes, durations in milliseconds.
Unknown fields in a request body are refused with 422; unknown query parameters are ignored. Every GET also answers HEAD.
Any other method that an address does not take is refused with 405, and \`Allow\` lists those that it takes.

# Getting started

1. \`POST /auth/register\` or \`POST /auth/login\` returns an access token.
2. \`POST /uploads\` announces a file. Send its bytes to the presigned URLs: straight to \`url\` for a small file, or part by
   part to the URLs of \`POST /uploads/{id}/parts\`.
3. \`POST /videos\` completes the upload and starts processing.
4. \`GET /videos/{id}/events\` reports progress. As soon as \`playable\` is true, \`POST /videos/{id}/playback-tokens\` returns URLs
   for players.

# Authentication

Send the access token as \`Authorization: Bearer …\`. It is valid for \`expiresIn\` seconds; exchange the refresh token for new
tokens with \`POST /auth/refresh\`. Each refresh token works once. If one is presented again, the session is revoked, because
somebody else may have a copy.

Browsers sign in with \`"session": "cookie"\`. Their refresh token is then kept in an httpOnly cookie that no script can read, and
is not part of any response.

Players can't send headers. A playback token in the query (\`?token=…\`) reads one video: its playlists, events and downloads.

# Organizations

Every video and upload belongs to an organization, and each user has a personal one. \`X-Organization-Id\` selects the
organization for lists and for creation. Routes that name a video or an upload act in the organization of that resource and
ignore the header. Your role in the organization decides your permissions; \`GET /actor\` shows them. Resources of other
organizations return 404, like those that don't exist.

# Errors

Errors are problem details (RFC 9457) with the media type \`application/problem+json\`. Programs should look at \`code\`; \`detail\` is
a sentence for people, and \`requestId\` (also the header \`X-Request-Id\`) finds the request in the logs. Each operation lists
the codes that it can return. Any request can also fail with one of these:

| code | status | meaning |
|---|---|---|
${commonErrors}

# Pagination

Lists return \`items\` and \`nextCursor\`. Pass \`nextCursor\` as \`cursor\`, with otherwise the same parameters, to get the next
page. \`null\` means that there is none. \`limit\` is 20 by default and 100 at most.

# Idempotency

A request with an \`Idempotency-Key\` can be repeated safely: the same key and body give the same response, with signed URLs renewed.
The same key with another body returns 409 \`IDEMPOTENCY_KEY_REUSED\`. Failures are not kept, so a repeated request can succeed.

# Rate limits

Requests are limited per address and per organization, and attempts to sign in more strictly. \`RateLimit-Policy\` and \`RateLimit\`
show the limits and what is left of them. Over a limit, requests return 429 with \`Retry-After\` in seconds. Responses with status
503 also carry \`Retry-After\`: something that the service depends on is not available right now.

# Events

\`GET /videos/{id}/events\` and \`GET /events\` are streams of server-sent events. Every message has an \`id\`, no event name, and JSON as its
\`data\`. The first message about a video is a snapshot; later ones hold only what has changed. A comment arrives every few seconds as
a heartbeat. After an interruption, \`EventSource\` sends \`Last-Event-ID\` by itself, and the stream resumes with the milestones that
were missed.

# Compatibility

Responses grow: later releases add fields to objects and values to enums. Clients must ignore what they don't know. Enums of
responses are therefore printed as \`anyOf\` of the known values and any string; \`x-extensible-enum\` lists the known values. Requests are strict.`;
