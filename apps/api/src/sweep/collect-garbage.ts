import type { ApiDeps } from '../api-deps.js';

const BATCH = 50;

/** Removes bytes that no row names any more. The row goes last, so that a crash in between repeats the removal. */
export const collectGarbage = async ({ garbage, store }: Pick<ApiDeps, 'garbage' | 'store'>): Promise<void> => {
  for (const { id, prefix } of await garbage.due(BATCH)) {
    await store.deletePrefix(prefix);
    await garbage.remove(id);
  }
};
