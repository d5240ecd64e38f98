import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { isUnfinished } from '@/features/video/is-unfinished';
import { jobsKey } from '@/features/video/video-queries';

const REFRESH_MS = 3_000;

/** The runs of a video, newest first. Live messages tell how far it is, not which step: so they are asked for while it runs. */
export const useJobs = (video: VideoView) =>
  useQuery({
    queryKey: jobsKey(video.id),
    queryFn: async ({ signal }) => {
      const jobs = await client.videos.jobs(video.id, signal);
      // Ids are UUIDv7: they sort by time of making.
      return [...jobs].sort((a, b) => b.id.localeCompare(a.id));
    },
    refetchInterval: isUnfinished(video) && REFRESH_MS,
  });
