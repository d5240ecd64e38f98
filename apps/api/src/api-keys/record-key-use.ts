import type { ApiKeyId } from '@media/core';
import type { ApiKeys } from '@media/database';
import type { Logger } from '@media/runtime';

/** How old `lastUsedAt` can be, so that a busy key doesn't write on every request. */
const STALE_MS = 60_000;

type Deps = { apiKeys: Pick<ApiKeys, 'markUsed'>; log: Logger };
type UsedKey = { id: ApiKeyId; lastUsedAt: Date | null };

/** Records that a key was used, at most once a minute and without delaying the request. */
export const createKeyUseRecorder = ({ apiKeys, log }: Deps) => {
  const pending = new Set<ApiKeyId>();
  return ({ id, lastUsedAt }: UsedKey): void => {
    if (pending.has(id) || (lastUsedAt && Date.now() - lastUsedAt.getTime() < STALE_MS)) return;
    pending.add(id);
    apiKeys
      .markUsed(id)
      .catch((error) => log.warn({ err: error, apiKeyId: id }, "Recording an API key's last use failed"))
      .finally(() => pending.delete(id));
  };
};
export type RecordKeyUse = ReturnType<typeof createKeyUseRecorder>;
