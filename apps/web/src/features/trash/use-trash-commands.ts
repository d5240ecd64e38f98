'use client';

import type { VideoView } from '@media/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { usageKey } from '@/features/usage/use-usage';
import { useLiveCache } from '@/features/video/live-cache-of';
import { dropFromTrash } from '@/features/video/video-queries';
import type { Failure } from '../library/select/act-on-each';
import { runBulk, type TrashCommand } from './run-bulk';

type Run = (videos: readonly VideoView[]) => Promise<Failure<VideoView>[]>;

/** Commands of the trash. Each shows what it did and returns the videos that it failed for. They work after the page is left, too. */
export const useTrashCommands = () => {
  const queryClient = useQueryClient();
  const live = useLiveCache();
  const { client, current } = useOrganization();
  const { keys } = live;

  const refresh = (): void => {
    void queryClient.invalidateQueries({ queryKey: keys.lists });
    void queryClient.invalidateQueries({ queryKey: usageKey(current.id) });
  };
  const command =
    (action: TrashCommand, show: (id: string) => void): Run =>
    async (videos) => {
      const failures = await runBulk(client, { action }, videos);
      const failed = new Set(failures.map(({ item }) => item.id));
      for (const { id } of videos) if (!failed.has(id)) show(id);
      refresh();
      return failures;
    };
  const showDeleted = (id: string): void => {
    queryClient.removeQueries({ queryKey: keys.video(id) });
    dropFromTrash(queryClient, keys, id);
    live.showDeleted(id);
  };

  return {
    trash: command('trash', showDeleted),
    restore: command('restore', live.showRestored),
    deleteForGood: command('deletePermanently', showDeleted),
    empty: async (): Promise<number> => {
      const { videoCount } = await client.videos.emptyTrash();
      refresh();
      return videoCount;
    },
  };
};
