import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { client } from '@/features/account/client';
import { jobsKey } from '@/features/video/video-queries';

const LEAST_BETWEEN_MS = 2_000;

/**
 * The runs of a video, newest first. Live messages tell how far it is, not which step: so the runs are asked for when
 * a message has changed the video, and not more often than every two seconds.
 */
export const useJobs = (video: VideoView) => {
  const query = useQuery({
    queryKey: jobsKey(video.id),
    queryFn: async ({ signal }) => {
      const jobs = await client.videos.jobs(video.id, signal);
      // Ids are UUIDv7: they sort by time of making.
      return [...jobs].sort((a, b) => b.id.localeCompare(a.id));
    },
  });
  useOnChange(`${video.status} ${video.progress} ${video.playable} ${video.updatedAt}`, query.refetch);
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
