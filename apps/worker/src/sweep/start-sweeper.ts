import { setTimeout as sleep } from 'node:timers/promises';
import { abortOrphans } from './abort-orphans.js';
import { collectGarbage } from './collect-garbage.js';
import { prunings, untilNoneIsLeft } from './prunings.js';
import type { SweepDeps } from './sweep-deps.js';
import { sweepUploads } from './sweep-uploads.js';

/** Listing what nobody uses is rarely worth it. */
const RARELY_MS = 10 * 60_000;

export type Sweeper = { close(): Promise<void> };

/** Tidies up now and then. Each step is safe when several processes do it at once, those of earlier releases too. */
export const startSweeper = (given: SweepDeps): Sweeper => {
  const stop = new AbortController();
  const deps = { ...given, store: given.store.within({ signal: stop.signal }) };
  let rareAt = 0;

  // One step that fails, even for ever, keeps no other from being done.
  const attempt = async (step: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error) => deps.log.warn({ err: error, step }, 'Sweep step failed'));
  };

  const sweep = async (): Promise<void> => {
    await attempt('uploads', () => sweepUploads(deps, undefined, stop.signal));
    await attempt('garbage', () => collectGarbage(deps, stop.signal));
    if (Date.now() < rareAt) return;
    rareAt = Date.now() + RARELY_MS;
    for (const [step, prune] of Object.entries(prunings(deps)))
      await attempt(step, () => untilNoneIsLeft(prune, stop.signal));
    await attempt('orphans', () => abortOrphans(deps));
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      // Spread, so that processes started together do not sweep in step.
      const pauseMs = deps.config.sweepIntervalMs * (0.75 + Math.random() / 2);
      await sleep(pauseMs, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      await sweep();
    }
  };

  const running = run();
  return {
    close: async () => {
      stop.abort();
      await running;
    },
  };
};
