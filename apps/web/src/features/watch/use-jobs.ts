import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

/** A video's jobs, newest first, with its state at the same moment. The live cache refetches them when steps change. */
export const useJobs = (id: VideoView['id'], isEnabled: boolean) => {
  const { showMessage, keys } = useLiveCache();
  const query = useQuery({
    queryKey: keys.jobs(id),
    enabled: isEnabled,
    queryFn: async ({ signal }) => {
      const history = await client.videos.jobHistory(id, signal);
      // UUIDv7 IDs sort by creation time.
      return { ...history, items: history.items.toSorted((a, b) => b.id.localeCompare(a.id)) };
    },
  });
  const { data: history } = query;

  // The response can be ahead of the stream: update the video elsewhere, too.
  useEffect(() => {
    if (history) showMessage({ videoId: id, ...history.video });
  }, [history, showMessage, id]);
  return query;
};
