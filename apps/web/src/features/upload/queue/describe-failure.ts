import { ApiError, type ApiErrorCode } from '@media/sdk';

/** The browser can no longer read a file: it was moved, changed or deleted. */
export class UnreadableFileError extends Error {
  constructor(cause: unknown) {
    super('The file cannot be read any more. It was moved, changed or deleted: choose it again.', { cause });
  }
}

/** Refusals of this very file, preset or user. Everything else may pass: a closed upload is started again, a full account is cleared. */
const FINAL: ReadonlySet<ApiErrorCode> = new Set([
  'UPLOAD_TOO_LARGE',
  'REQUEST_INVALID',
  'REQUEST_MALFORMED',
  'RECIPE_UNKNOWN',
  'FORBIDDEN',
  'ORGANIZATION_NOT_FOUND',
]);

const isFinal = (error: unknown): boolean =>
  error instanceof UnreadableFileError || (error instanceof ApiError && FINAL.has(error.code));

/** What the tray says about a failed upload, and whether it offers another attempt. */
export const describeFailure = (error: unknown): { message: string; canRetry: boolean } => ({
  message: error instanceof Error ? error.message : 'The upload failed.',
  canRetry: !isFinal(error),
});
