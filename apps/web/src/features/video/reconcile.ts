import type { JobList, VideoView } from '@media/sdk';
import type { MessageLog } from './message-log';
import { hasNewSteps } from './new-steps';
import { listedVideos, mapPages, type Pages } from './video-queries';

export type Reconciled<Data> = {
  /** The same object if nothing changed. */
  data: Data;
  /** Videos whose details can be outdated, because messages don't carry them. */
  lacksDetails: string[];
  /** False if the query has to be fetched again. */
  isComplete: boolean;
};

/** Updates a list that was requested at log position `since`. */
export const reconcileList = (log: MessageLog, pages: Pages, since: number): Reconciled<Pages> => {
  const listed = listedVideos(pages);
  const reconcile = (video: VideoView) => (log.isDeleted(video.id) ? undefined : log.bringUpToDate(video, since));
  const ids = new Set<string>(listed.map(({ id }) => id));
  return {
    data: listed.some((video) => reconcile(video) !== video) ? mapPages(pages, reconcile) : pages,
    lacksDetails: listed.filter((video) => log.lacksDetails(video, since)).map(({ id }) => id),
    isComplete: log.isComplete(since) && log.videosWithStatusSince(since).every((id) => ids.has(id)),
  };
};

/** Videos in the trash don't change, but they come and go. */
export const reconcileTrash = (log: MessageLog, pages: Pages, since: number): Reconciled<Pages> => ({
  data: pages,
  lacksDetails: [],
  isComplete: log.isComplete(since) && !log.hasMovedSince(since),
});

export const reconcileVideo = (log: MessageLog, video: VideoView, since: number): Reconciled<VideoView> => ({
  data: log.bringUpToDate(video, since),
  lacksDetails: log.lacksDetails(video, since) ? [video.id] : [],
  isComplete: log.isComplete(since) && !log.isDeleted(video.id),
});

/** Messages don't carry steps, so the data stays unchanged. */
export const reconcileJobs = (log: MessageLog, history: JobList, id: string, since: number): Reconciled<JobList> => ({
  data: history,
  lacksDetails: [],
  isComplete:
    log.isComplete(since) && !log.hasRetriedSince(id, since) && !hasNewSteps(history, log.messageSince(id, since)),
});
