import type { VideoView } from '@media/sdk';
import { queryOptions, replaceEqualDeep } from '@tanstack/react-query';
import { client } from '@/features/account/client';
import { furtherProgress } from './further-progress';
import { videoKey } from './video-queries';

/** One video. An answer that the stream has overtaken sets nothing back. */
export const videoQuery = (id: string) =>
  queryOptions({
    queryKey: videoKey(id),
    queryFn: ({ signal }) => client.videos.get(id, signal),
    structuralSharing: (shown, fresh) =>
      replaceEqualDeep(shown, furtherProgress(shown as VideoView | undefined, fresh as VideoView)),
  });
