import { useQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

const EARLY_MS = 60_000;

/** A token for playback and downloads, renewed shortly before it expires. */
export const usePlayback = (id: string, isEnabled: boolean) => {
  const { keys } = useLiveCache();
  return useQuery({
    queryKey: keys.playback(id),
    queryFn: ({ signal }) => client.videos.playbackToken(id, signal),
    enabled: isEnabled,
    staleTime: ({ state }) =>
      state.data ? Math.max(0, Date.parse(state.data.expiresAt) - EARLY_MS - state.dataUpdatedAt) : 0,
  });
};
