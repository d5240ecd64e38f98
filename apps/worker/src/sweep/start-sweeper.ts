import { setTimeout as sleep } from 'node:timers/promises';
import { abortOrphans } from './abort-orphans.js';
import { collectGarbage } from './collect-garbage.js';
import { emptyTrash } from './empty-trash.js';
import { pruneAll, pruneSteps } from './prune-steps.js';
import { removeOrganizations } from './remove-organizations.js';
import type { SweepDeps } from './sweep-deps.js';
import { sweepUploads } from './sweep-uploads.js';

/** For steps that rarely find anything. */
const RARELY_MS = 10 * 60_000;

export type Sweeper = { close(): Promise<void> };

/** Cleans up periodically. All steps can run in several processes concurrently, including those of earlier releases. */
export const startSweeper = (given: SweepDeps): Sweeper => {
  const stop = new AbortController();
  const deps = { ...given, store: given.store.within({ signal: stop.signal }) };
  let rareAt = 0;

  // A failing step doesn't block the others.
  const attempt = async (step: string, work: () => Promise<void>): Promise<void> => {
    await work().catch((error) => deps.log.warn({ err: error, step }, 'Sweep step failed'));
  };

  const sweep = async (): Promise<void> => {
    await attempt('uploads', () => sweepUploads(deps, undefined, stop.signal));
    await attempt('organizations', () => removeOrganizations(deps, stop.signal));
    await attempt('trash', () => emptyTrash(deps, stop.signal));
    await attempt('garbage', () => collectGarbage(deps, stop.signal));
    if (Date.now() < rareAt) return;
    rareAt = Date.now() + RARELY_MS;
    for (const [step, prune] of Object.entries(pruneSteps(deps)))
      await attempt(step, () => pruneAll(prune, stop.signal));
    await attempt('orphans', () => abortOrphans(deps));
  };

  const run = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      // Randomized, so that processes started together don't sweep at the same time.
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
