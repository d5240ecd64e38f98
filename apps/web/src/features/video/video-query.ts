import { queryOptions } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { videoKey } from './video-queries';

/** One video. */
export const videoQuery = (id: string) =>
  queryOptions({ queryKey: videoKey(id), queryFn: ({ signal }) => client.videos.get(id, signal) });
