import { queryOptions } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import type { VideoKeys } from './video-queries';

export const videoQuery = (keys: VideoKeys, id: string) =>
  queryOptions({ queryKey: keys.video(id), queryFn: ({ signal }) => client.videos.get(id, signal) });
