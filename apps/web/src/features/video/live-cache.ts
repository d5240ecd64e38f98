import type { JobList, OrganizationMessage, VideoMessage, VideoView } from '@media/sdk';
import { focusManager, type Query, type QueryClient } from '@tanstack/react-query';
import { applyMessage, impliesMoreChanges } from './apply-message';
import { createSilenceCheck } from './check-silence';
import { mergeResponse } from './merge-response';
import { createMessageLog } from './message-log';
import { hasNewSteps } from './new-steps';
import { reconcileQueries } from './reconcile-queries';
import { createStaleQueries } from './stale-queries';
import { throttleByKey } from './throttle-by-key';
import {
  changeCachedVideo,
  dropCachedVideo,
  dropFromTrash,
  findShownVideo,
  listedVideos,
  videoKeys,
} from './video-queries';

const REFRESH_INTERVAL_MS = 2_000;
/** The next step starts right after one ends, and no message reports it. */
const STEPS_SETTLE_MS = 500;

type Options = {
  queryClient: QueryClient;
  /** Videos of other organizations in the same query client are not touched. */
  organizationId: string;
  getVideo: (id: string) => Promise<VideoView>;
};

/**
 * Keeps cached videos, jobs and lists up to date with the organization's stream, in any order of messages and responses: a
 * response is updated with the messages that arrived since its request, and fetched again if it can lack more than they carry.
 */
export const createLiveCache = ({ queryClient, organizationId, getVideo }: Options) => {
  const keys = videoKeys(organizationId);
  const log = createMessageLog();
  const stale = createStaleQueries(queryClient);
  const find = (queryKey: readonly unknown[]): Query[] => queryClient.getQueryCache().findAll({ queryKey });
  /** Without the trash. */
  const findLists = (): Query[] => find(keys.lists).filter(({ queryKey }) => keys.kindOf(queryKey) === 'list');

  /** Refetches the jobs of a video after a message that implies new steps. */
  const followSteps = (id: string, message: VideoMessage): void => {
    const outdated = () =>
      find(keys.jobs(id)).filter(({ state }) => state.data && hasNewSteps(state.data as JobList, message));
    // A response that arrives meanwhile can include the change.
    if (outdated().length > 0) setTimeout(() => stale.add(outdated()), STEPS_SETTLE_MS);
  };

  /** Shows the video that a query or a command returns. */
  const showResponse = async (request: () => Promise<VideoView>): Promise<VideoView> => {
    const since = log.position();
    const response = await request();
    const lacksDetails = log.lacksDetails(response, since) || !log.isComplete(since);
    const video = log.bringUpToDate(response, since);
    log.appendResponse(video);
    changeCachedVideo(queryClient, keys, video.id, (shown) => mergeResponse(shown, video));
    followSteps(video.id, video);
    if (lacksDetails) refresh(video.id);
    return video;
  };

  const refresh = throttleByKey(REFRESH_INTERVAL_MS, (id) => {
    // If this fails, the queries refetch instead: they retry and show the error.
    showResponse(() => getVideo(id)).catch(() => stale.add([...find(keys.video(id)), ...find(keys.lists)]));
  });

  const checkWhenSilent = createSilenceCheck((id) => {
    const video = focusManager.isFocused() ? findShownVideo(queryClient, keys, id) : undefined;
    if (video?.status === 'processing' && !video.queue) refresh(id);
  });

  reconcileQueries({ queryClient, keys, log, stale, refresh });

  const showDeleted = (id: string): void => {
    log.appendDeleted(id);
    dropCachedVideo(queryClient, keys, id);
    // Not removed: an open page refetches it and shows that it is gone.
    stale.add([...find(keys.video(id)), ...find(keys.trash)]);
    void queryClient.invalidateQueries({ queryKey: keys.trashed(id) });
  };

  const showRestored = (id: string): void => {
    log.appendRestored(id);
    dropFromTrash(queryClient, keys, id);
    stale.add([...find(keys.video(id)), ...find(keys.lists)]);
  };

  const showChange = (id: string, { restored, ...message }: Omit<OrganizationMessage, 'videoId' | 'deleted'>): void => {
    if (restored) showRestored(id);
    log.append(id, message);
    const { retrying, output, warnings, updated } = message;
    let lacksDetails = [retrying, output, warnings, updated].some((hint) => hint !== undefined);
    changeCachedVideo(queryClient, keys, id, (video) => {
      lacksDetails ||= impliesMoreChanges(video, message);
      return applyMessage(video, message);
    });
    if (lacksDetails) refresh(id);
    followSteps(id, message);
    checkWhenSilent(id);
    // With another status it can belong to lists that don't have it yet.
    if (message.status !== undefined) stale.add(findLists().filter(lacks(id)));
    // With another title it can have another place.
    if (updated) stale.add(findLists());
  };

  return {
    keys,
    ...{ showResponse, showDeleted, showRestored },

    /** Applies a message of the stream to every list and to the video's own page. */
    showMessage: ({ videoId, deleted, ...message }: OrganizationMessage): void =>
      deleted ? showDeleted(videoId) : showChange(videoId, message),

    /** Shows a video that has just been created. */
    showNew: (video: VideoView): void => {
      queryClient.setQueryData(keys.video(video.id), video);
      stale.add([...find(keys.video(video.id)), ...find(keys.lists)]);
    },

    /** Messages were missed: refetches all visible queries now and the others when they are shown. */
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
