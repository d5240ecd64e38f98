import { ApiError } from '@media/sdk';

const MAX_RETRIES = 3;

/** Retries network errors, 429 and 5xx. Other responses won't change. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < MAX_RETRIES && !(error instanceof ApiError && error.status < 500 && error.status !== 429);
