'use client';

import { Skeleton } from '@mantine/core';
import type { VideoView } from '@media/sdk';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { isGone } from '@/controls/missing';
import { client } from '@/features/account/client';
import { useLiveCache } from '@/features/video/live-cache-of';
import { TrashedVideo } from './trashed-video';

type Props = {
  id: string;
  onTrashed: (video: VideoView) => void;
  /** What the page shows if the video isn't in the trash either. */
  instead: ReactNode;
};

/** Instead of the page of a video that doesn't exist, or only in the trash. */
export const GoneVideo = ({ id, onTrashed, instead }: Props) => {
  const { keys } = useLiveCache();
  const { data, error } = useQuery({
    queryKey: keys.trashed(id),
    queryFn: ({ signal }) => client.videos.getTrashed(id, signal),
  });
  useEffect(() => {
    if (data) onTrashed(data);
  }, [data, onTrashed]);
  if (error && (!data || isGone(error))) return instead;
  return data ? <TrashedVideo video={data} /> : <Skeleton height={240} role="status" aria-label="Loading" aria-busy />;
};
