import type { RegistrationView } from '@media/sdk';
import { apiOrigin } from '../proxy/api-origin';

type Mode = RegistrationView['mode'];

/** Pages are rendered without it rather than late. */
const TIMEOUT_MS = 1_000;
/** Short, because the first account changes the answer. */
const KEPT_MS = 500;

let last: { mode: Mode; readAt: number } | undefined;

/**
 * Who can register, for pages that the server renders. If the API doesn't respond in time, the last answer or, without one, `open`: the API
 * refuses in any case, and the next page asks again.
 */
export const readRegistration = async (): Promise<Mode> => {
  if (last && performance.now() - last.readAt < KEPT_MS) return last.mode;
  try {
    const mode = await request();
    last = { mode, readAt: performance.now() };
    return mode;
  } catch {
    return last?.mode ?? 'open';
  }
};

const request = async (): Promise<Mode> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(`${apiOrigin()}/auth/registration`, { cache: 'no-store', signal });
  if (!response.ok) throw new Error(`The API responded with status ${response.status}.`);
  const { mode }: RegistrationView = await response.json();
  return mode;
};
