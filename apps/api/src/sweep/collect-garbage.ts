import type { ApiDeps } from '../api-deps.js';
import { isStopped } from './is-stopped.js';

const BATCH = 50;
/** What cannot be removed now is tried again after this long. */
const PAUSE_MS = 10 * 60_000;

/**
 * Removes bytes that no row names any more. The row goes last, so that a crash in between repeats the removal. What
 * cannot be removed is left for later and keeps nothing else waiting.
 */
export const collectGarbage = async ({
  garbage,
  store,
  log,
}: Pick<ApiDeps, 'garbage' | 'store' | 'log'>): Promise<void> => {
  for (const { id, prefix } of await garbage.due(BATCH)) {
    try {
      await store.deletePrefix(prefix);
      await garbage.remove(id);
    } catch (error) {
      if (isStopped(error)) return;
      log.warn({ err: error, prefix }, 'garbage could not be removed');
      await garbage.postpone(id, PAUSE_MS);
    }
  }
};
