import { PLAYBACK_SECONDS, STABLE_SECONDS } from '@media/core';
import type { ObjectStore } from '@media/storage';

/** About 700 bytes each. */
const MOST_URLS = 20_000;

/**
 * URLs to read objects by, the same for an hour. They are kept for that long, because players ask for growing lists of
 * hundreds every few seconds and signing costs more than all the rest. Of too many the oldest are forgotten.
 */
export const createStableUrls = (store: Pick<ObjectStore, 'presignGet'>, most = MOST_URLS) => {
  const urls = new Map<string, Promise<string>>();
  let period = Number.NaN;

  const beginPeriod = (): void => {
    const current = Math.floor(Date.now() / 1_000 / STABLE_SECONDS);
    if (current !== period) urls.clear();
    period = current;
  };

  const remember = (name: string, url: Promise<string>): Promise<string> => {
    urls.set(name, url);
    url.catch(() => urls.delete(name));
    for (const oldest of urls.keys()) {
      if (urls.size <= most) break;
      urls.delete(oldest);
    }
    return url;
  };

  return {
    urlOf: (key: string, contentType?: string): Promise<string> => {
      beginPeriod();
      const name = `${contentType ?? ''} ${key}`;
      const options = { expiresInSeconds: PLAYBACK_SECONDS, stableForSeconds: STABLE_SECONDS };
      return (
        urls.get(name) ?? remember(name, store.presignGet(key, { ...options, ...(contentType && { contentType }) }))
      );
    },
  };
};
export type StableUrls = ReturnType<typeof createStableUrls>;
