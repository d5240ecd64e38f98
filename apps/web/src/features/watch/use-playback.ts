import { useQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';

const EARLY_MS = 60_000;

/** A token to play and download the video with, renewed shortly before it expires. */
export const usePlayback = (id: string, isEnabled: boolean) =>
  useQuery({
    queryKey: ['playback', id],
    queryFn: ({ signal }) => client.videos.playbackToken(id, signal),
    enabled: isEnabled,
    staleTime: ({ state }) =>
      state.data ? Math.max(0, Date.parse(state.data.expiresAt) - EARLY_MS - state.dataUpdatedAt) : 0,
  });

/** Where the video plays from, on this page's own origin. */
export const hlsPath = (id: string, token: string): string =>
  `/api/videos/${id}/hls/master.m3u8?token=${encodeURIComponent(token)}`;

/** Where an output is downloaded from, under a proper file name. */
export const downloadPath = (id: string, outputId: string, token: string): string =>
  `/api/videos/${id}/download?output=${outputId}&token=${encodeURIComponent(token)}`;
