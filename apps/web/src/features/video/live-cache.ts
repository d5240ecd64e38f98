import type { JobList, OrganizationMessage, VideoMessage, VideoView } from '@media/sdk';
import type { Query, QueryClient } from '@tanstack/react-query';
import { applyMessage, isMilestone } from './apply-message';
import { atMostEvery } from './at-most-every';
import { createBehindQueries } from './behind-queries';
import { followAnswers } from './follow-answers';
import { furtherProgress } from './further-progress';
import { createMessageLog } from './message-log';
import { hasNewSteps } from './new-steps';
import {
  changeCachedVideo,
  dropCachedVideo,
  JOBS_KEY,
  jobsKey,
  listedVideos,
  VIDEO_KEY,
  VIDEOS_KEY,
  videoKey,
} from './video-queries';

const LEAST_BETWEEN_MS = 2_000;
/** The end of a step is followed at once by the beginning of the next, which no message reports. */
const STEPS_SETTLE_MS = 500;

/**
 * Keeps cached videos, their runs and lists in step with the organization's stream, whatever overtakes what: an answer is corrected with the
 * messages that arrived since it was requested, and requested again when it may lack more than they carry.
 */
export const createLiveCache = (queryClient: QueryClient, getVideo: (id: string) => Promise<VideoView>) => {
  const log = createMessageLog();
  const behind = createBehindQueries(queryClient);
  const find = (queryKey: readonly unknown[]): Query[] => queryClient.getQueryCache().findAll({ queryKey });

  /** Requests the runs of a video again when a message reports that they have changed. */
  const followSteps = (id: string, message: VideoMessage): void => {
    const outdated = () =>
      find(jobsKey(id)).filter(({ state }) => state.data && hasNewSteps(state.data as JobList, message));
    // Meanwhile an answer may have included it.
    if (outdated().length > 0) setTimeout(() => behind.add(outdated()), STEPS_SETTLE_MS);
  };

  /** Shows the video that a request answers with. The request may be a command that changes it. */
  const showAnswer = async (request: () => Promise<VideoView>): Promise<VideoView> => {
    const since = log.position();
    const answer = await request();
    const lacksDetails = log.lacksDetails(answer, since) || !log.isComplete(since);
    const video = log.bringUpToDate(answer, since);
    log.appendAnswer(video);
    changeCachedVideo(queryClient, video.id, (shown) => furtherProgress(shown, video));
    followSteps(video.id, video);
    if (lacksDetails) refresh(video.id);
    return video;
  };

  const refresh = atMostEvery(LEAST_BETWEEN_MS, (id) => {
    // When that fails the queries ask instead, which try again and show why it cannot be had.
    showAnswer(() => getVideo(id)).catch(() => behind.add([...find(videoKey(id)), ...find(VIDEOS_KEY)]));
  });

  followAnswers({ queryClient, log, behind, refresh });

  const showDeleted = (id: string): void => {
    log.appendDeleted(id);
    dropCachedVideo(queryClient, id);
    // Not removed: a page that shows it asks again, and learns that it is gone.
    behind.add(find(videoKey(id)));
  };

  const showChange = (id: string, message: Omit<OrganizationMessage, 'videoId' | 'deleted'>): void => {
    log.append(id, message);
    let lacksDetails = message.retrying !== undefined;
    changeCachedVideo(queryClient, id, (video) => {
      lacksDetails ||= isMilestone(video, message);
      return applyMessage(video, message);
    });
    if (lacksDetails) refresh(id);
    followSteps(id, message);
    // With another status it may belong to a list that does not have it; progress moves nothing.
    if (message.status !== undefined) behind.add(find(VIDEOS_KEY).filter(lacks(id)));
  };

  return {
    showAnswer,

    /** Shows a message of the stream wherever its video is: in every list and on its own page. */
    showMessage: ({ videoId, deleted, ...message }: OrganizationMessage): void =>
      deleted ? showDeleted(videoId) : showChange(videoId, message),

    /** Shows a video that has just been created. */
    showNew: (video: VideoView): void => {
      queryClient.setQueryData(videoKey(video.id), video);
      behind.add([...find(videoKey(video.id)), ...find(VIDEOS_KEY)]);
    },

    /** Messages were missed: all that is on the page is requested again, once, and the rest when it is shown. */
    catchUp: (): void => {
      log.restart();
      behind.add([...find(VIDEOS_KEY), ...find(VIDEO_KEY), ...find(JOBS_KEY)]);
    },
  };
};
export type LiveCache = ReturnType<typeof createLiveCache>;

const lacks =
  (id: string) =>
  ({ state }: Query): boolean =>
    listedVideos(state.data).every((video) => video.id !== id);
