import { ERRORS, type ErrorCode } from './error-catalog.js';

/** `details` go to the logs only, except a `reason` that is a FailureReason; `text` is what users see. */
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
