import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useOrganization } from '@/features/organization/organization-context';
import { createLiveCache, type LiveCache } from './live-cache';

const caches = new WeakMap<QueryClient, Map<string, LiveCache>>();

/** One live cache per organization and query client. */
export const liveCacheOf = (queryClient: QueryClient, organizationId: string): LiveCache => {
  const ofClient = caches.get(queryClient) ?? new Map<string, LiveCache>();
  caches.set(queryClient, ofClient);
  const getVideo = (id: string) => client.videos.get(id);
  const cache = ofClient.get(organizationId) ?? createLiveCache({ queryClient, organizationId, getVideo });
  ofClient.set(organizationId, cache);
  return cache;
};

/** The live cache of the current organization. */
export const useLiveCache = (): LiveCache => {
  const queryClient = useQueryClient();
  const { current } = useOrganization();
  return liveCacheOf(queryClient, current.id);
};
