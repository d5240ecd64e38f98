import { PLAYBACK_SECONDS, STABLE_SECONDS } from '@media/core';
import type { ObjectStore } from '@media/storage';

/** About 700 bytes each. */
const MAX_URLS = 20_000;

export type UrlLifetime = { expiresInSeconds: number; stableForSeconds: number };

const OF_MEMBERS: UrlLifetime = { expiresInSeconds: PLAYBACK_SECONDS, stableForSeconds: STABLE_SECONDS };

/**
 * Presigned read URLs that stay the same for a while: by default for an hour. They are cached because players reload growing playlists
 * with hundreds of URLs every few seconds, and signing dominates the cost. When the cache is full, the oldest are evicted.
 */
export const createStableUrls = (store: Pick<ObjectStore, 'presignGet'>, max = MAX_URLS) => {
  const urls = new Map<string, Promise<string>>();

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
    urlOf: (key: string, contentType?: string, lifetime = OF_MEMBERS): Promise<string> => {
      const { expiresInSeconds, stableForSeconds } = lifetime;
      const period = Math.floor(Date.now() / 1_000 / stableForSeconds);
      const name = [stableForSeconds, period, expiresInSeconds, contentType, key].join(' ');
      const sign = () => store.presignGet(key, { ...lifetime, ...(contentType && { contentType }) });
      return urls.get(name) ?? remember(name, sign());
    },
  };
};
export type StableUrls = ReturnType<typeof createStableUrls>;
