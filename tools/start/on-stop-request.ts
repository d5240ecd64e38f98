import { identityOf, isRunning } from '@media/local-services';
import { ancestors, packageManagers } from './starters.ts';

const STARTER_POLL_MS = 500;
/** The terminal signals the whole process group and pnpm forwards the signal, so one Ctrl-C can arrive twice. */
const DEBOUNCE_MS = 1_000;

/**
 * Calls `stop` on a signal, or when the npx or pnpm that started us has exited: npx doesn't forward the signal that kills
 * it, and would leave us running in the background.
 */
export const onStopRequest = (stop: (reason: string) => void): void => {
  let lastMs = Number.NEGATIVE_INFINITY;
  const request = (reason: string): void => {
    const nowMs = performance.now();
    if (nowMs - lastMs < DEBOUNCE_MS) return;
    lastMs = nowMs;
    stop(reason);
  };

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => request(`Received ${signal}`));
  // The reader of our output can exit before us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const starters = packageManagers(ancestors()).flatMap(({ pid }) => identityOf(pid) ?? []);
  const timer = setInterval(() => {
    if (starters.every(isRunning)) return;
    clearInterval(timer);
    request('The parent process has exited');
  }, STARTER_POLL_MS);
};
