import type { OrganizationMessage, VideoView } from '@media/sdk';
import type { QueryClient } from '@tanstack/react-query';
import { applyMessage, isMilestone } from './apply-message';
import { changeCachedVideo, dropCachedVideo, VIDEOS_KEY, videoKey } from './video-queries';

export type ShowDeps = {
  queryClient: QueryClient;
  /** Asks for a video and its runs: messages do not carry outputs, renditions or steps. */
  refresh: (id: string) => void;
  /** The videos that were told of before. */
  told: Set<string>;
};

/** Shows a message wherever its video is: in every list and on its own page. */
export const showMessage = (
  { queryClient, refresh, told }: ShowDeps,
  { videoId: id, deleted, ...message }: OrganizationMessage,
): void => {
  if (deleted) {
    dropCachedVideo(queryClient, id);
    // Not removed: a page that shows it asks again, and learns that it is gone.
    void queryClient.invalidateQueries({ queryKey: videoKey(id) });
    return;
  }
  let isShown = false;
  let isBehind = message.retrying !== undefined;
  changeCachedVideo(queryClient, id, (video: VideoView) => {
    isShown = true;
    isBehind ||= isMilestone(video, message);
    return applyMessage(video, message);
  });
  if (isBehind) refresh(id);
  // It may be new, or be further down in the list: asked for once, not with each of its messages.
  if (!isShown && !told.has(id)) void queryClient.invalidateQueries({ queryKey: VIDEOS_KEY });
  told.add(id);
};
