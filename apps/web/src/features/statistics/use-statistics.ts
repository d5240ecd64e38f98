import { type Query, useQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { DEFAULT_DAYS, periodOf } from './period';

const FRESH_MS = 30_000;

/** Another period of the same thing shows the previous one until it is loaded. */
const ofSame =
  (id: string) =>
  <T>(previous: T | undefined, query: Pick<Query, 'queryKey'> | undefined): T | undefined =>
    query?.queryKey[2] === id ? previous : undefined;

/** How a video was watched in the last days. The player and the panel share the response. */
export const useVideoStatistics = (id: string, days = DEFAULT_DAYS) =>
  useQuery({
    queryKey: ['statistics', 'video', id, days],
    queryFn: ({ signal }) => client.videos.statistics(id, periodOf(days, new Date()), signal),
    placeholderData: ofSame(id),
    staleTime: FRESH_MS,
  });

/** How the videos of an organization were watched in the last days. */
export const useOrganizationStatistics = (id: string, days: number) =>
  useQuery({
    queryKey: ['statistics', 'organization', id, days],
    queryFn: ({ signal }) => client.organizations.statistics(id, periodOf(days, new Date()), signal),
    placeholderData: ofSame(id),
    staleTime: FRESH_MS,
  });
