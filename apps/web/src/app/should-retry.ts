import { ApiError } from '@media/sdk';

const MOST_RETRIES = 3;

/** A refusal stays a refusal; what a busy or restarting server answers may pass. */
export const shouldRetry = (failures: number, error: Error): boolean =>
  failures < MOST_RETRIES && !(error instanceof ApiError && error.status < 500 && error.status !== 429);
