import { PLAYBACK_SECONDS, STABLE_SECONDS } from '@media/core';
import type { ObjectStore } from '@media/storage';

/** About 700 bytes each. */
const MAX_URLS = 20_000;

/**
 * Presigned read URLs that stay the same for an hour. They are cached because players reload growing playlists with hundreds of URLs
 * every few seconds, and signing dominates the cost. When the cache is full, the oldest are evicted.
 */
export const createStableUrls = (store: Pick<ObjectStore, 'presignGet'>, max = MAX_URLS) => {
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
      if (urls.size <= max) break;
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
