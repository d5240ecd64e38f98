'use client';

import type { VideoView } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { useRefreshTags } from '@/features/tags/use-tags';
import { runBulk } from '@/features/trash/run-bulk';
import { useLiveCache } from '@/features/video/live-cache-of';
import { changeCachedVideo } from '@/features/video/video-queries';
import type { Failure } from '../select/act-on-each';
import { type Edit, edited } from './edited';

/** Edits videos and shows the change at once. Returns those that failed, which are then shown as they are. */
export const useBulkEdit = () => {
  const queryClient = useQueryClient();
  const { client } = useOrganization();
  const { keys } = useLiveCache();
  const refreshTags = useRefreshTags();
  return async (videos: readonly VideoView[], edits: readonly Edit[]): Promise<Failure<VideoView>[]> => {
    for (const { id } of videos) changeCachedVideo(queryClient, keys, id, (video) => edits.reduce(edited, video));
    const failures: Failure<VideoView>[] = [];
    let remaining = videos;
    for (const edit of edits) {
      failures.push(...(await runBulk(client, edit, remaining)));
      // A video that one edit fails for gets none of the following ones.
      const failed = new Set(failures.map(({ item }) => item));
      remaining = remaining.filter((video) => !failed.has(video));
    }
    for (const { id } of videos) void queryClient.invalidateQueries({ queryKey: keys.video(id) });
    void queryClient.invalidateQueries({ queryKey: keys.lists });
    refreshTags();
    return failures;
  };
};
