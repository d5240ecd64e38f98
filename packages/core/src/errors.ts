export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'methodNotAllowed'
  | 'requestTimeout'
  | 'tooLarge'
  | 'urlTooLong'
  | 'unsupportedMediaType'
  | 'headersTooLarge'
  | 'tooManyRequests'
  | 'internal'
  | 'unavailable'
  | 'badGateway'
  | 'gatewayTimeout';

type ErrorEntry = { kind: ErrorKind; retry: boolean; text: string };

/** Errors of requests. A video never fails with one of these. */
const REQUEST_ERRORS = {
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
  EMAIL_TAKEN: {
    kind: 'conflict',
    retry: false,
    text: 'An account with this email address already exists. Sign in instead.',
  },
  ORGANIZATION_NOT_FOUND: {
    kind: 'notFound',
    retry: false,
    text: "Organization not found. Choose one that you're a member of.",
  },

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
  RECIPE_UNKNOWN: {
    kind: 'invalid',
    retry: false,
    text: 'No recipe has this name. GET /recipes lists all recipes.',
  },
  PLAYBACK_TOKEN_INVALID: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The playback token is invalid or has expired. Request a new one.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** Problems with a source. Retrying doesn't help. */
const SOURCE_ERRORS = {
  SOURCE_NOT_MEDIA: {
    kind: 'invalid',
    retry: false,
    text: "The file isn't a video or audio file that the server can read. Check that it's the right file, or export it as MP4 and upload that.",
  },
  SOURCE_NO_VIDEO: {
    kind: 'invalid',
    retry: false,
    text: 'The file contains no video. Use the output preset “Audio”, or upload another file.',
  },
  SOURCE_NO_AUDIO: {
    kind: 'invalid',
    retry: false,
    text: 'The file contains no audio. Use an output preset that includes video, or upload another file.',
  },
  SOURCE_DAMAGED: {
    kind: 'invalid',
    retry: false,
    text: "The file is damaged: its video or audio can't be decoded. Copy or export it again and upload the new file.",
  },
  SOURCE_TOO_LARGE_PICTURE: {
    kind: 'invalid',
    retry: false,
    text: 'The video frames are larger than 36 megapixels, the maximum on this server. Export the file at a lower resolution and upload that.',
  },
  SOURCE_TOO_LONG: {
    kind: 'invalid',
    retry: false,
    text: 'The file is longer than this server accepts. Split it into shorter parts and upload them separately.',
  },
  SOURCE_UNSUPPORTED: {
    kind: 'invalid',
    retry: false,
    text: "This file format or codec isn't supported. Export the file as MP4 and upload that.",
  },
  SOURCE_LARGER_THAN_CACHE: {
    kind: 'tooLarge',
    retry: false,
    text: "The file is larger than the workers' cache. Upload a smaller file, or raise WORKER_CACHE_BYTES and try again.",
  },
  SOURCE_CHANGED: {
    kind: 'conflict',
    retry: false,
    text: "The stored file isn't the one that was uploaded. Upload the file again.",
  },
} as const satisfies Record<string, ErrorEntry>;

/** Failures of processing and of the services it depends on. Requests can fail with these, too. */
const WORK_ERRORS = {
  ENCODER_CRASHED: { kind: 'internal', retry: true, text: 'Encoding failed unexpectedly. Try again.' },
  ENCODER_STALLED: {
    kind: 'internal',
    retry: true,
    text: 'Encoding made no progress for too long and was stopped. Try again.',
  },
  ENCODER_LIMIT: {
    kind: 'internal',
    retry: false,
    text: 'Encoding needed more time or disk space than one step is allowed to use. Choose an output preset with a lower resolution.',
  },
  ENCODER_OUT_OF_MEMORY: {
    kind: 'internal',
    retry: false,
    text: 'Encoding this file needs more memory than one step is allowed to use. Choose an output preset with a lower resolution, or export the file as a standard MP4 and upload that.',
  },
  OUTPUT_WRONG: {
    kind: 'internal',
    retry: true,
    text: "The output didn't match the plan, so it wasn't published. Try again.",
  },
  RESULT_REFUSED: { kind: 'internal', retry: true, text: "The database rejected this step's result. Try again." },
  DISK_FULL: {
    kind: 'unavailable',
    retry: true,
    text: "A worker's disk is full. Free some space on it and try again.",
  },
  WORKER_LOST: {
    kind: 'unavailable',
    retry: true,
    text: 'The worker stopped responding while it ran this step. Try again.',
  },
  SANDBOX_UNAVAILABLE: {
    kind: 'unavailable',
    retry: true,
    text: "This worker can't run ffmpeg in a sandbox. Install bubblewrap (in a container: util-linux-extra, for Landlock) or accept the risk with WORKER_ALLOW_UNSANDBOXED=true, then try again.",
  },
  CLAIM_LOST: {
    kind: 'conflict',
    retry: false,
    text: 'Another worker took over this task, or its state has changed. Check its current state before you try again.',
  },
  CANCELLED: {
    kind: 'conflict',
    retry: false,
    text: 'The operation was canceled before it finished. If you still need it, try again.',
  },
  STORAGE_UNAVAILABLE: { kind: 'unavailable', retry: true, text: 'Storage is unavailable. Try again in a moment.' },
  DATABASE_UNAVAILABLE: {
    kind: 'unavailable',
    retry: true,
    text: 'The database is unavailable. Try again in a moment.',
  },
  CONFIG_INVALID: {
    kind: 'invalid',
    retry: false,
    text: "The configuration isn't valid. Fix the settings that the log names, then try again.",
  },
  INTERNAL: {
    kind: 'internal',
    retry: true,
    text: "Something went wrong on the server. Try again. If it keeps happening, check the server's logs.",
  },
} as const satisfies Record<string, ErrorEntry>;

/**
 * Every error that a user or an operator can see. A test keeps docs/errors.md equal to this table. `text` says what happened,
 * why if known, and the next step. `retry` says whether the same request or attempt can succeed later: a worker retries a
 * task only then.
 */
export const ERRORS = { ...REQUEST_ERRORS, ...SOURCE_ERRORS, ...WORK_ERRORS };

export type ErrorCode = keyof typeof ERRORS;
/** Codes that a video or an attempt can fail with. */
export type FailureCode = keyof typeof SOURCE_ERRORS | keyof typeof WORK_ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];
/** Rows can hold codes that this release doesn't know. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** `details` go to the logs only; `text` is what users see. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    readonly details: Record<string, unknown> = {},
    options?: ErrorOptions,
  ) {
    super(ERRORS[code].text, options);
  }
}

/** Whether the same attempt can succeed later. Unknown errors count as retryable. */
export const isRetryable = (error: unknown): boolean => (error instanceof AppError ? ERRORS[error.code].retry : true);
