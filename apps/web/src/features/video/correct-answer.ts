import type { JobList, VideoView } from '@media/sdk';
import type { MessageLog } from './message-log';
import { hasNewSteps } from './new-steps';
import { listedVideos, mapPages, type Pages } from './video-queries';

export type Correction<Data> = {
  /** The answer itself when nothing had to be changed. */
  data: Data;
  /** The videos of which the answer may lack what messages do not carry. */
  lacksDetails: string[];
  /** Whether nothing else can be missing, so that it need not be requested again. */
  isComplete: boolean;
};

/** Brings a list that was requested at position `since` up to date. */
export const correctList = (log: MessageLog, pages: Pages, since: number): Correction<Pages> => {
  const listed = listedVideos(pages);
  const correct = (video: VideoView) => (log.isDeleted(video.id) ? undefined : log.bringUpToDate(video, since));
  const ids = new Set<string>(listed.map(({ id }) => id));
  return {
    data: listed.some((video) => correct(video) !== video) ? mapPages(pages, correct) : pages,
    lacksDetails: listed.filter((video) => log.lacksDetails(video, since)).map(({ id }) => id),
    isComplete: log.isComplete(since) && log.statedSince(since).every((id) => ids.has(id)),
  };
};

/** The same for a single video. */
export const correctVideo = (log: MessageLog, video: VideoView, since: number): Correction<VideoView> => ({
  data: log.bringUpToDate(video, since),
  lacksDetails: log.lacksDetails(video, since) ? [video.id] : [],
  isComplete: log.isComplete(since) && !log.isDeleted(video.id),
});

/** The same for the runs of a video. Messages do not carry steps: the answer stays as it is. */
export const correctJobs = (log: MessageLog, history: JobList, id: string, since: number): Correction<JobList> => ({
  data: history,
  lacksDetails: [],
  isComplete:
    log.isComplete(since) && !log.hasRetriedSince(id, since) && !hasNewSteps(history, log.messageSince(id, since)),
});
