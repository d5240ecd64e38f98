import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';

/**
 * The runs of a video, newest first, and how the video was at that moment. The live cache requests them again when the stream reports
 * that steps have changed.
 */
export const useJobs = (id: VideoView['id']) => {
  const { showMessage, keys } = useLiveCache();
  const query = useQuery({
    queryKey: keys.jobs(id),
    queryFn: async ({ signal }) => {
      const history = await client.videos.jobHistory(id, signal);
      // Ids are UUIDv7: they sort by time of making.
      return { ...history, items: history.items.toSorted((a, b) => b.id.localeCompare(a.id)) };
    },
  });
  const { data: history } = query;

  // The answer may be ahead of the stream: what is shown elsewhere follows it.
  useEffect(() => {
    if (history) showMessage({ videoId: id, ...history.video });
  }, [history, showMessage, id]);
  return query;
};
