import type { ErrorEntry } from './error-entry.js';
import { ORGANIZATION_ERRORS } from './organization-errors.js';
import { SHARE_ERRORS } from './share-errors.js';

/** Errors of requests. A video never fails with one of these. */
export const REQUEST_ERRORS = {
  // Requests
  REQUEST_MALFORMED: {
    kind: 'malformed',
    retry: false,
    text: "The server couldn't read the request. Check its address, headers and JSON syntax.",
  },
  REQUEST_INVALID: { kind: 'invalid', retry: false, text: "Some fields aren't valid. Correct them and try again." },
  ROUTE_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Nothing exists at this address. Check the path. GET /openapi.json lists every route.',
  },
  BODY_TOO_LARGE: {
    kind: 'tooLarge',
    retry: false,
    text: 'The request body is larger than this server accepts. Send less. Files are uploaded to storage, not to the API.',
  },
  METHOD_NOT_ALLOWED: {
    kind: 'methodNotAllowed',
    retry: false,
    text: "This address doesn't support this method. The Allow header lists the ones it supports.",
  },
  MEDIA_TYPE_UNSUPPORTED: {
    kind: 'unsupportedMediaType',
    retry: false,
    text: 'The request body must be JSON. Send it with Content-Type: application/json.',
  },
  URL_TOO_LONG: { kind: 'urlTooLong', retry: false, text: 'The URL is too long. Shorten its query parameters.' },
  HEADERS_TOO_LARGE: {
    kind: 'headersTooLarge',
    retry: false,
    text: "The request headers are larger than this server accepts. Send fewer or smaller headers. In a browser, clear this site's cookies.",
  },
  REQUEST_TIMEOUT: { kind: 'requestTimeout', retry: true, text: 'The request took too long to arrive. Send it again.' },
  REQUEST_ABORTED: {
    kind: 'malformed',
    retry: true,
    text: 'The connection closed before the whole request arrived. Send it again.',
  },
  RATE_LIMITED: { kind: 'tooManyRequests', retry: true, text: 'Too many attempts. Wait a moment and try again.' },
  TOO_MANY_REQUESTS: { kind: 'tooManyRequests', retry: true, text: 'Too many requests. Wait a moment and try again.' },
  STREAMS_EXHAUSTED: {
    kind: 'tooManyRequests',
    retry: true,
    text: 'Too many event streams are open for this account. Close one and reconnect.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kind: 'conflict',
    retry: false,
    text: 'This Idempotency-Key was already used for a different request. Use a new key.',
  },
  REQUEST_IN_PROGRESS: {
    kind: 'unavailable',
    retry: true,
    text: 'The first request with this Idempotency-Key is still in progress. Try again in a moment.',
  },
  RESOURCE_BUSY: {
    kind: 'unavailable',
    retry: true,
    text: 'Another request is changing the same resource. Try again in a moment.',
  },
  API_UNREACHABLE: {
    kind: 'badGateway',
    retry: true,
    text: "The web server couldn't reach the API, which may still be starting. Try again in a moment.",
  },
  API_TIMEOUT: { kind: 'gatewayTimeout', retry: true, text: "The API didn't respond in time. Try again in a moment." },

  // Authentication and permissions
  UNAUTHENTICATED: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The access token is missing, invalid or expired. Sign in and try again.',
  },
  API_KEY_INVALID: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The API key is mistyped, expired or revoked. Check it, or create a new one.',
  },
  CREDENTIALS_WRONG: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The email address or password is wrong. Check both and try again.',
  },
  REFRESH_TOKEN_INVALID: { kind: 'unauthenticated', retry: false, text: 'Your session has ended. Sign in again.' },
  REFRESH_TOKEN_REUSED: {
    kind: 'unauthenticated',
    retry: false,
    text: 'Your session was ended because an old refresh token was used again. Sign in again.',
  },
  PASSWORD_TOO_COMMON: {
    kind: 'invalid',
    retry: false,
    text: 'This is one of the 10,000 most common passwords. Choose another one.',
  },
  PASSWORD_WRONG: { kind: 'invalid', retry: false, text: 'The current password is wrong. Check it and try again.' },
  LINK_GONE: {
    kind: 'gone',
    retry: false,
    text: 'This link has expired or was already used. Request a new one.',
  },
  SESSION_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Session not found. It may have ended already. Reload the list of sessions.',
  },
  FORBIDDEN: {
    kind: 'forbidden',
    retry: false,
    text: "You don't have permission to do this. Ask an owner or admin of the organization.",
  },
  USER_REQUIRED: {
    kind: 'forbidden',
    retry: false,
    text: "API keys can't do this, because it is about a user's account. Sign in and use an access token instead.",
  },
  REGISTRATION_CLOSED: {
    kind: 'forbidden',
    retry: false,
    text: "This server doesn't accept new accounts. Sign in if you have one, or ask the operator of the server.",
  },
  INVITATION_REQUIRED: {
    kind: 'forbidden',
    retry: false,
    text: 'This server accepts new accounts by invitation only. Sign up through the link of an invitation, or ask an owner or admin of an organization for one.',
  },
  EMAIL_TAKEN: {
    kind: 'conflict',
    retry: false,
    text: 'An account with this email address already exists. Sign in with it, or use another address.',
  },
  ...ORGANIZATION_ERRORS,

  // Uploads
  UPLOAD_NOT_FOUND: { kind: 'notFound', retry: false, text: 'Upload not found. Check the ID, or start a new upload.' },
  UPLOAD_TOO_LARGE: {
    kind: 'tooLarge',
    retry: false,
    text: 'The file is larger than this server accepts. Upload a smaller file.',
  },
  UPLOAD_CLOSED: { kind: 'conflict', retry: false, text: 'This upload has already ended. Start a new one.' },
  UPLOAD_INCOMPLETE: {
    kind: 'conflict',
    retry: false,
    text: "Some parts of the file haven't arrived yet. Send the missing parts and try again.",
  },
  UPLOAD_COMPLETING: {
    kind: 'unavailable',
    retry: true,
    text: 'This upload is being completed. Try again in a moment.',
  },
  UPLOAD_SIZE_MISMATCH: {
    kind: 'conflict',
    retry: false,
    text: "The stored file's size doesn't match the declared size. Start a new upload and send the file again.",
  },
  PART_OUT_OF_RANGE: {
    kind: 'invalid',
    retry: false,
    text: "This upload doesn't have that part. Number the parts from 1 to its partCount.",
  },

  // Videos
  TOO_MANY_TAGS: {
    kind: 'conflict',
    retry: false,
    text: 'The video would have more than 20 tags. Remove some of its tags first.',
  },
  TAG_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'No video of this organization has this tag. It may have been renamed or deleted. Reload the list of tags.',
  },
  VIDEO_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: 'Video not found. Check the ID. The video may have been deleted, or it may belong to another organization.',
  },
  OUTPUT_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: "This video doesn't have that output, or it isn't ready yet. GET /videos/{id} lists the outputs that are ready.",
  },
  VIDEO_NOT_CANCELLABLE: {
    kind: 'conflict',
    retry: false,
    text: "This video isn't being processed, so there's nothing to cancel. Reload it to see its current status.",
  },
  VIDEO_BUSY: {
    kind: 'conflict',
    retry: false,
    text: 'This video is being processed. Cancel processing first, or wait until it ends.',
  },
  PRIORITY_TOO_HIGH: {
    kind: 'forbidden',
    retry: false,
    text: "This priority is above the organization's own, which is the highest that its videos can have. Choose that one or a lower one.",
  },
  RECIPE_UNKNOWN: {
    kind: 'invalid',
    retry: false,
    text: 'No recipe has this name. GET /recipes lists all recipes.',
  },
  POSTER_OUT_OF_RANGE: {
    kind: 'invalid',
    retry: false,
    text: "The moment of the poster isn't within the video. Choose one before its end.",
  },
  POSTER_NOT_POSSIBLE: {
    kind: 'conflict',
    retry: false,
    text: 'A moment can only become the poster once the video has been processed, and if it contains more than audio. Wait until then, or upload a picture.',
  },
  ...SHARE_ERRORS,
  PLAYBACK_TOKEN_INVALID: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The playback token is invalid or has expired. Request a new one.',
  },
} as const satisfies Record<string, ErrorEntry>;
