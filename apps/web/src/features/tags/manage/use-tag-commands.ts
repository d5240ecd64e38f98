import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '@/features/organization/organization-context';
import { useLiveCache } from '@/features/video/live-cache-of';
import { useRefreshTags } from '../use-tags';

/** Called when a tag has another name or, without one, is gone. */
export type OnReplaced = (name: string, newName?: string) => void;

/** Changes of a tag in all videos. No message reports these for each video, so all shown videos are fetched again. */
export const useTagCommands = (onReplaced: OnReplaced) => {
  const queryClient = useQueryClient();
  const { client } = useOrganization();
  const { keys } = useLiveCache();
  const refreshTags = useRefreshTags();
  const refresh = () => {
    refreshTags();
    for (const queryKey of [keys.lists, keys.videos]) void queryClient.invalidateQueries({ queryKey });
  };
  const rename = useMutation({
    mutationFn: ({ name, to }: { name: string; to: string }) => client.tags.rename(name, to),
    onSuccess: (_tag, { name, to }) => onReplaced(name, to),
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (name: string) => client.tags.delete(name),
    onSuccess: (_nothing, name) => onReplaced(name),
    onSettled: refresh,
  });
  return { rename, remove };
};
