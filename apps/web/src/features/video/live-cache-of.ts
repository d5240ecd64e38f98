import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { createLiveCache, type LiveCache } from './live-cache';

const caches = new WeakMap<QueryClient, LiveCache>();

/** The one live cache of a query client. */
export const liveCacheOf = (queryClient: QueryClient): LiveCache => {
  const cache = caches.get(queryClient) ?? createLiveCache(queryClient, (id) => client.videos.get(id));
  caches.set(queryClient, cache);
  return cache;
};

export const useLiveCache = (): LiveCache => liveCacheOf(useQueryClient());
