import { ApiError } from '../http/api-error.js';
import { withRetries } from '../http/backoff.js';
import type { Call } from '../http/send-request.js';

const ATTEMPTS = 3;

const isThrottled = (error: unknown): boolean => error instanceof ApiError && error.code === 'TOO_MANY_REQUESTS';

/** The server hasn't processed a throttled request, so it is safe to send it again after `Retry-After`. */
export const retryThrottled =
  (sendOnce: (call: Call) => Promise<Response>) =>
  (call: Call): Promise<Response> =>
    withRetries(() => sendOnce(call), { attempts: ATTEMPTS, signal: call.signal, isTransient: isThrottled });
