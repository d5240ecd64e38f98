import type { VideoView } from '@media/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';
import { requestAgain } from '@/features/video/request-again';
import { jobsKey } from '@/features/video/video-queries';

const LEAST_BETWEEN_MS = 1_000;

/**
 * The runs of a video, newest first, and how the video was at that moment. Live messages report how far it is, not which
 * step: so the runs are asked for when a message has changed the video, and not more often than every second.
 */
export const useJobs = (video: VideoView) => {
  const queryClient = useQueryClient();
  const { showMessage } = useLiveCache();
  const { id } = video;
  const again = useCallback(() => requestAgain(queryClient, jobsKey(id)), [queryClient, id]);
  const query = useQuery({
    queryKey: jobsKey(id),
    queryFn: async ({ signal }) => {
      const history = await client.videos.jobHistory(id, signal);
      // Ids are UUIDv7: they sort by time of making.
      return { ...history, items: history.items.toSorted((a, b) => b.id.localeCompare(a.id)) };
    },
  });
  const { data: history } = query;
  useOnChange(`${video.status} ${video.progress} ${video.playable} ${video.updatedAt}`, again);

  // The answer may be ahead of the stream: what is shown elsewhere follows it.
  useEffect(() => {
    if (history) showMessage({ videoId: id, ...history.video });
  }, [history, showMessage, id]);
  return query;
};

/** Calls back when `version` has changed, at once or as soon as the last call is long enough ago. */
const useOnChange = (version: string, callBack: () => unknown): void => {
  const seen = useRef(version);
  const calledMs = useRef(0);
  useEffect(() => {
    if (version === seen.current) return undefined;
    const waitMs = Math.max(0, calledMs.current + LEAST_BETWEEN_MS - Date.now());
    const timer = setTimeout(() => {
      calledMs.current = Date.now();
      seen.current = version;
      void callBack();
    }, waitMs);
    return () => clearTimeout(timer);
  }, [version, callBack]);
};
