import type { OrganizationMessage, VideoView } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { applyMessage, isMilestone } from './apply-message';
import { changeCachedVideo, dropCachedVideo, markListsWithout, videoKey } from './video-queries';

export type ShowDeps = {
  queryClient: QueryClient;
  /** Asks for a video and its runs: messages do not carry outputs, renditions or steps. */
  refresh: (id: string) => void;
  /** Asks for lists that are behind, by their hashes. */
  refreshLists: (hashes: readonly string[]) => void;
  /** The videos that were told of before, with their last status. */
  told: Map<string, VideoView['status'] | undefined>;
};

/** Shows a message wherever its video is: in every list and on its own page. */
export const showMessage = (
  { queryClient, refresh, refreshLists, told }: ShowDeps,
  { videoId: id, deleted, ...message }: OrganizationMessage,
): void => {
  if (deleted) {
    dropCachedVideo(queryClient, id);
    // Not removed: a page that shows it asks again, and learns that it is gone.
    void queryClient.invalidateQueries({ queryKey: videoKey(id) });
    return;
  }
  let isBehind = message.retrying !== undefined;
  changeCachedVideo(queryClient, id, (video: VideoView) => {
    isBehind ||= isMilestone(video, message);
    return applyMessage(video, message);
  });
  if (isBehind) refresh(id);
  // What is new may belong to any list, and with another status to a list that it was not in; progress moves nothing.
  const status = message.status ?? told.get(id);
  const isNews = !told.has(id) || status !== told.get(id);
  told.set(id, status);
  const behind = isNews ? markListsWithout(queryClient, id) : [];
  if (behind.length > 0) refreshLists(behind);
};
