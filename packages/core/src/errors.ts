export type ErrorKind =
  | 'malformed'
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'methodNotAllowed'
  | 'timedOut'
  | 'tooLarge'
  | 'urlTooLong'
  | 'unsupported'
  | 'headersTooLarge'
  | 'tooMany'
  | 'broken'
  | 'unavailable'
  | 'unreachable'
  | 'late';

type ErrorEntry = { kind: ErrorKind; retry: boolean; text: string };

/** What refuses or fails a request. No video ends with one of these. */
const REQUEST_ERRORS = {
  // Requests
  REQUEST_MALFORMED: { kind: 'malformed', retry: false, text: 'The request could not be read.' },
  REQUEST_INVALID: { kind: 'invalid', retry: false, text: 'Some fields of the request are not valid.' },
  ROUTE_NOT_FOUND: { kind: 'missing', retry: false, text: 'There is nothing at this address.' },
  BODY_TOO_LARGE: {
    kind: 'tooLarge',
    retry: false,
    text: 'The body of the request is larger than this server accepts.',
  },
  METHOD_NOT_ALLOWED: {
    kind: 'methodNotAllowed',
    retry: false,
    text: 'This address does not take this method. The Allow header lists those that it takes.',
  },
  MEDIA_TYPE_UNSUPPORTED: {
    kind: 'unsupported',
    retry: false,
    text: 'The body must be JSON, sent with Content-Type: application/json.',
  },
  URL_TOO_LONG: { kind: 'urlTooLong', retry: false, text: 'The address of the request is too long.' },
  HEADERS_TOO_LARGE: {
    kind: 'headersTooLarge',
    retry: false,
    text: 'The headers of the request are larger than this server accepts.',
  },
  REQUEST_TIMEOUT: { kind: 'timedOut', retry: true, text: 'The request did not arrive in time. Send it again.' },
  REQUEST_ABORTED: {
    kind: 'malformed',
    retry: true,
    text: 'The connection ended before the whole request had arrived.',
  },
  RATE_LIMITED: { kind: 'tooMany', retry: true, text: 'Too many attempts. Wait a moment and try again.' },
  TOO_MANY_REQUESTS: { kind: 'tooMany', retry: true, text: 'Too many requests. Wait a moment and try again.' },
  STREAMS_EXHAUSTED: {
    kind: 'tooMany',
    retry: true,
    text: 'Too many streams of events are open for this account. Close some of them first.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    kind: 'conflict',
    retry: false,
    text: 'This Idempotency-Key was used for a different request. Use a new key.',
  },
  REQUEST_IN_PROGRESS: {
    kind: 'unavailable',
    retry: true,
    text: 'The first request with this Idempotency-Key is still under way. Try again in a moment.',
  },
  RESOURCE_BUSY: {
    kind: 'unavailable',
    retry: true,
    text: 'Another request is still changing the same thing. Try again in a moment.',
  },
  API_UNREACHABLE: {
    kind: 'unreachable',
    retry: true,
    text: 'The web server could not reach the API, which may be starting. Try again in a moment.',
  },
  API_TIMEOUT: { kind: 'late', retry: true, text: 'The API did not answer in time. Try again in a moment.' },

  // Who may do what
  UNAUTHENTICATED: {
    kind: 'unauthenticated',
    retry: false,
    text: 'Sign in first: the access token is missing, wrong or expired.',
  },
  CREDENTIALS_WRONG: { kind: 'unauthenticated', retry: false, text: 'The email address or the password is wrong.' },
  REFRESH_TOKEN_INVALID: { kind: 'unauthenticated', retry: false, text: 'This session has ended. Sign in again.' },
  REFRESH_TOKEN_REUSED: {
    kind: 'unauthenticated',
    retry: false,
    text: 'This session was closed because an old token of it was presented. Sign in again.',
  },
  PASSWORD_TOO_COMMON: {
    kind: 'invalid',
    retry: false,
    text: 'This password is one of the 10,000 most common ones. Choose another.',
  },
  PASSWORD_WRONG: { kind: 'invalid', retry: false, text: 'The current password is wrong.' },
  SESSION_NOT_FOUND: { kind: 'missing', retry: false, text: 'No such session. It may have ended already.' },
  FORBIDDEN: { kind: 'forbidden', retry: false, text: "You don't have permission to do this." },
  EMAIL_TAKEN: { kind: 'conflict', retry: false, text: 'There is already an account with this email address.' },
  ORGANIZATION_NOT_FOUND: { kind: 'missing', retry: false, text: 'No such organization.' },

  // Uploads
  UPLOAD_NOT_FOUND: { kind: 'missing', retry: false, text: 'No such upload.' },
  UPLOAD_TOO_LARGE: { kind: 'tooLarge', retry: false, text: 'The file is larger than this server accepts.' },
  UPLOAD_CLOSED: { kind: 'conflict', retry: false, text: 'This upload has already ended. Start a new one.' },
  UPLOAD_INCOMPLETE: { kind: 'conflict', retry: false, text: 'Some parts of the file have not arrived yet.' },
  UPLOAD_COMPLETING: {
    kind: 'unavailable',
    retry: true,
    text: 'This upload is being completed at this moment. Try again shortly.',
  },
  UPLOAD_SIZE_MISMATCH: {
    kind: 'conflict',
    retry: false,
    text: "The stored file's size doesn't match the declared size. Upload the parts that differ again.",
  },
  PART_OUT_OF_RANGE: { kind: 'invalid', retry: false, text: 'This upload has no such part.' },

  // Videos
  VIDEO_NOT_FOUND: { kind: 'missing', retry: false, text: 'No such video.' },
  OUTPUT_NOT_FOUND: { kind: 'missing', retry: false, text: 'This video has no such output (yet).' },
  VIDEO_NOT_CANCELLABLE: {
    kind: 'conflict',
    retry: false,
    text: 'This video is not being processed, so there is nothing to cancel.',
  },
  VIDEO_BUSY: {
    kind: 'conflict',
    retry: false,
    text: 'This video is being processed. Cancel that first, or wait until it ends.',
  },
  RECIPE_UNKNOWN: { kind: 'invalid', retry: false, text: 'There is no recipe of this name. GET /recipes lists them.' },
  PLAYBACK_TOKEN_INVALID: {
    kind: 'unauthenticated',
    retry: false,
    text: 'The playback token is wrong or has expired.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** What is wrong with a source. Trying again doesn't help. */
const SOURCE_ERRORS = {
  SOURCE_NOT_MEDIA: { kind: 'invalid', retry: false, text: 'The file is not a video or audio file that we can read.' },
  SOURCE_NO_VIDEO: {
    kind: 'invalid',
    retry: false,
    text: 'The file contains no video. The output preset "audio" makes an audio file from it.',
  },
  SOURCE_NO_AUDIO: { kind: 'invalid', retry: false, text: 'The file contains no audio.' },
  SOURCE_DAMAGED: {
    kind: 'invalid',
    retry: false,
    text: 'The file is damaged: its video or audio could not be decoded.',
  },
  SOURCE_TOO_LARGE_PICTURE: {
    kind: 'invalid',
    retry: false,
    text: 'The picture is larger than 36 megapixels, the most that this server accepts.',
  },
  SOURCE_TOO_LONG: { kind: 'invalid', retry: false, text: 'The video is longer than this server accepts.' },
  SOURCE_UNSUPPORTED: { kind: 'invalid', retry: false, text: 'This kind of file or codec is not supported.' },
  SOURCE_LARGER_THAN_CACHE: {
    kind: 'tooLarge',
    retry: false,
    text: 'The file is larger than the cache of the workers. Raise WORKER_CACHE_BYTES.',
  },
  SOURCE_CHANGED: { kind: 'conflict', retry: false, text: 'The stored file is not the one that was uploaded.' },
} as const satisfies Record<string, ErrorEntry>;

/** What can happen while a video is processed, or when something that the service needs doesn't answer. Requests can fail with these, too. */
const WORK_ERRORS = {
  ENCODER_CRASHED: { kind: 'broken', retry: true, text: 'Encoding failed.' },
  ENCODER_STALLED: { kind: 'broken', retry: true, text: 'Encoding made no progress and was stopped.' },
  ENCODER_LIMIT: {
    kind: 'broken',
    retry: false,
    text: 'Encoding needed more time or disk space than one step can use.',
  },
  ENCODER_OUT_OF_MEMORY: {
    kind: 'broken',
    retry: false,
    text: 'This file needs more memory than one step can use. Export it again as a standard MP4, or choose an output preset with a lower resolution.',
  },
  OUTPUT_WRONG: { kind: 'broken', retry: true, text: 'The output did not match the plan, so it was not published.' },
  RESULT_REFUSED: { kind: 'broken', retry: true, text: "The database refused to store this step's result." },
  DISK_FULL: { kind: 'unavailable', retry: true, text: 'The disk of a worker is full.' },
  WORKER_LOST: { kind: 'unavailable', retry: true, text: 'The worker stopped answering while it ran this step.' },
  SANDBOX_UNAVAILABLE: {
    kind: 'unavailable',
    retry: true,
    text: 'This worker cannot confine ffmpeg. Install bubblewrap (in a container util-linux-extra, for Landlock), or set WORKER_ALLOW_UNSANDBOXED=true to accept the risk.',
  },
  CLAIM_LOST: { kind: 'conflict', retry: false, text: 'Another worker has taken this task over.' },
  CANCELLED: { kind: 'conflict', retry: false, text: 'The work was cancelled.' },
  STORAGE_UNAVAILABLE: { kind: 'unavailable', retry: true, text: 'Storage did not answer.' },
  DATABASE_UNAVAILABLE: { kind: 'unavailable', retry: true, text: 'The database did not answer.' },
  CONFIG_INVALID: { kind: 'invalid', retry: false, text: 'The configuration is not valid.' },
  INTERNAL: {
    kind: 'broken',
    retry: true,
    text: 'Something went wrong on our side. The request id helps to find it in the logs.',
  },
} as const satisfies Record<string, ErrorEntry>;

/**
 * Every error a user or an operator can meet. docs/errors.md is checked against this table, both ways.
 * `retry` says whether trying the very same thing again may succeed: a worker retries a task only then.
 */
export const ERRORS = { ...REQUEST_ERRORS, ...SOURCE_ERRORS, ...WORK_ERRORS };

export type ErrorCode = keyof typeof ERRORS;
/** What a video or an attempt can fail with. */
export type FailureCode = keyof typeof SOURCE_ERRORS | keyof typeof WORK_ERRORS;
export const ERROR_CODES = Object.keys(ERRORS) as ErrorCode[];
/** Rows can have codes that this release doesn't know. */
export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(ERRORS, code);

/** `details` go to logs only; `text` is what people see. */
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

/** Whether trying the very same thing again may succeed. What we do not know may pass. */
export const mayPass = (error: unknown): boolean => (error instanceof AppError ? ERRORS[error.code].retry : true);
