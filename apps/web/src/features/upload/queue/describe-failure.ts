import { ApiError, type ApiErrorCode } from '@media/sdk';

/** The browser can no longer read the file. */
export class UnreadableFileError extends Error {
  constructor(cause: unknown) {
    super('The file can no longer be read: it was moved, changed or deleted. Choose it again.', { cause });
  }
}

/** Another attempt with the same file would fail the same way. */
const PERMANENT: ReadonlySet<ApiErrorCode> = new Set([
  'UPLOAD_TOO_LARGE',
  'REQUEST_INVALID',
  'REQUEST_MALFORMED',
  'RECIPE_UNKNOWN',
  'FORBIDDEN',
  'ORGANIZATION_NOT_FOUND',
]);

const isPermanent = (error: unknown): boolean =>
  error instanceof UnreadableFileError || (error instanceof ApiError && PERMANENT.has(error.code));

/** The tray's text for a failed upload, and whether it offers a retry. */
export const describeFailure = (error: unknown): { message: string; canRetry: boolean } => ({
  message: error instanceof Error ? error.message : 'The upload failed.',
  canRetry: !isPermanent(error),
});
