import { identityOf, isRunning } from '@media/local-services';
import { ancestors, packageManagers } from './starters.ts';

const STARTER_POLL_MS = 500;
/** The terminal signals the whole group, and pnpm passes its signal on: what comes at once is one request. */
const SAME_REQUEST_MS = 1_000;

/**
 * Calls back when we are asked to end: by a signal, or because npx or pnpm, which started us, is gone: npx
 * killed by a signal passes none on, and would leave us running unseen.
 */
export const onStopRequest = (stop: (reason: string) => void): void => {
  let lastMs = Number.NEGATIVE_INFINITY;
  const request = (reason: string): void => {
    const nowMs = performance.now();
    if (nowMs - lastMs < SAME_REQUEST_MS) return;
    lastMs = nowMs;
    stop(reason);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => request(signal));
  // Whoever read our output may be gone before us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const starters = packageManagers(ancestors()).flatMap(({ pid }) => identityOf(pid) ?? []);
  const timer = setInterval(() => {
    if (starters.every(isRunning)) return;
    clearInterval(timer);
    request('What started this has ended');
  }, STARTER_POLL_MS);
};
