import type { JobList, OrganizationMessage, VideoMessage, VideoView } from '@media/sdk';
import type { Query, QueryClient } from '@tanstack/react-query';
import { applyMessage, isMilestone } from './apply-message';
import { atMostEvery } from './at-most-every';
import { followAnswers } from './follow-answers';
import { furtherProgress } from './further-progress';
import { createMessageLog } from './message-log';
import { hasNewSteps } from './new-steps';
import { createStaleQueries } from './stale-queries';
import { changeCachedVideo, dropCachedVideo, listedVideos, videoKeys } from './video-queries';

const LEAST_BETWEEN_MS = 2_000;
/** The end of a step is followed at once by the beginning of the next, which no message reports. */
const STEPS_SETTLE_MS = 500;

type Options = {
  queryClient: QueryClient;
  /** Whose videos it keeps; those of other organizations in the same query client are left alone. */
  organizationId: string;
  getVideo: (id: string) => Promise<VideoView>;
};

/**
 * Keeps cached videos, their runs and lists in step with the organization's stream, whatever overtakes what: an answer is corrected with the
 * messages that arrived since it was requested, and requested again when it may lack more than they carry.
 */
export const createLiveCache = ({ queryClient, organizationId, getVideo }: Options) => {
  const keys = videoKeys(organizationId);
  const log = createMessageLog();
  const stale = createStaleQueries(queryClient);
  const find = (queryKey: readonly unknown[]): Query[] => queryClient.getQueryCache().findAll({ queryKey });

  /** Requests the runs of a video again when a message reports that they have changed. */
  const followSteps = (id: string, message: VideoMessage): void => {
    const outdated = () =>
      find(keys.jobs(id)).filter(({ state }) => state.data && hasNewSteps(state.data as JobList, message));
    // Meanwhile an answer may have included it.
    if (outdated().length > 0) setTimeout(() => stale.add(outdated()), STEPS_SETTLE_MS);
  };

  /** Shows the video that a request answers with. The request may be a command that changes it. */
  const showAnswer = async (request: () => Promise<VideoView>): Promise<VideoView> => {
    const since = log.position();
    const answer = await request();
    const lacksDetails = log.lacksDetails(answer, since) || !log.isComplete(since);
    const video = log.bringUpToDate(answer, since);
    log.appendAnswer(video);
    changeCachedVideo(queryClient, keys, video.id, (shown) => furtherProgress(shown, video));
    followSteps(video.id, video);
    if (lacksDetails) refresh(video.id);
    return video;
  };

  const refresh = atMostEvery(LEAST_BETWEEN_MS, (id) => {
    // When that fails the queries ask instead, which try again and show why it cannot be had.
    showAnswer(() => getVideo(id)).catch(() => stale.add([...find(keys.video(id)), ...find(keys.lists)]));
  });

  followAnswers({ queryClient, keys, log, stale, refresh });

  const showDeleted = (id: string): void => {
    log.appendDeleted(id);
    dropCachedVideo(queryClient, keys, id);
    // Not removed: a page that shows it asks again, and learns that it is gone.
    stale.add(find(keys.video(id)));
  };

  const showChange = (id: string, message: Omit<OrganizationMessage, 'videoId' | 'deleted'>): void => {
    log.append(id, message);
    let lacksDetails = message.retrying !== undefined;
    changeCachedVideo(queryClient, keys, id, (video) => {
      lacksDetails ||= isMilestone(video, message);
      return applyMessage(video, message);
    });
    if (lacksDetails) refresh(id);
    followSteps(id, message);
    // With another status it may belong to a list that does not have it; progress moves nothing.
    if (message.status !== undefined) stale.add(find(keys.lists).filter(lacks(id)));
  };

  return {
    keys,
    showAnswer,

    /** Shows a message of the stream wherever its video is: in every list and on its own page. */
    showMessage: ({ videoId, deleted, ...message }: OrganizationMessage): void =>
      deleted ? showDeleted(videoId) : showChange(videoId, message),

    /** Shows a video that has just been created. */
    showNew: (video: VideoView): void => {
      queryClient.setQueryData(keys.video(video.id), video);
      stale.add([...find(keys.video(video.id)), ...find(keys.lists)]);
    },

    /** Messages were missed: all that is on the page is requested again, once, and the rest when it is shown. */
    catchUp: (): void => {
      log.restart();
      stale.add([...find(keys.lists), ...find(keys.videos), ...find(keys.allJobs)]);
    },
  };
};
export type LiveCache = ReturnType<typeof createLiveCache>;

const lacks =
  (id: string) =>
  ({ state }: Query): boolean =>
    listedVideos(state.data).every((video) => video.id !== id);
