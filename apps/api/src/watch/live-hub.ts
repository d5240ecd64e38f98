import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events, Videos } from '@media/database';
import { type ApiConfig, followLive, type Logger, type Metrics } from '@media/runtime';
import type { OrganizationFollower, VideoFollower } from './follower.js';
import { createFollowers } from './followers.js';
import { createLookAtOrganizations, createLookAtVideos } from './look-for-lost.js';
import { shareAnswers } from './share-answers.js';

type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  metrics: Metrics;
  events: Events;
  changes: ChangeRows;
  videos: Pick<Videos, 'states'>;
  lookForLostMs: number;
};

/**
 * Hands what one Redis subscription tells to all who watch, whatever their number. Redis may lose messages, so the
 * database is asked now and then what there has been.
 */
export const createLiveHub = ({ config, log, metrics, events, changes, videos, lookForLostMs }: Options) => {
  const countFollowers = (): number => ofVideos.count() + ofOrganizations.count();
  const onCount = (): void => metrics.followers.set(countFollowers());
  const ofVideos = createFollowers<VideoId, VideoFollower>(onCount);
  const ofOrganizations = createFollowers<OrganizationId, OrganizationFollower>(onCount);
  const subscription = followLive(config.redis, log, (message) => {
    for (const follower of ofVideos.of(message.videoId)) follower.onMessage(message);
    for (const follower of ofOrganizations.of(message.organizationId)) follower.onMessage(message);
  });
  const looks = [createLookAtVideos(ofVideos, events), createLookAtOrganizations(ofOrganizations, changes)];
  const timer = setInterval(() => {
    for (const look of looks) look().catch((error) => log.warn({ err: error }, 'could not look for lost milestones'));
  }, lookForLostMs);
  timer.unref();
  let isClosed = false;

  /** Who comes when all is being closed is sent away at once. */
  const unlessClosed = (follower: { end(): void }, unfollow: () => void): (() => void) => {
    if (isClosed) follower.end();
    return unfollow;
  };

  return {
    /** Resolves when Redis has taken the subscription. */
    subscribed: subscription.subscribed,
    countFollowers,
    missedSince: shareAnswers(events.after),
    stateOf: shareAnswers(async (organizationId: OrganizationId, videoId: VideoId) => {
      const [state] = await videos.states(organizationId, [videoId]);
      return state;
    }),

    /** Returns what ends the following. */
    followVideo: (videoId: VideoId, follower: VideoFollower): (() => void) =>
      unlessClosed(follower, ofVideos.add(videoId, follower)),

    /** Returns what ends the following. */
    followOrganization: (organizationId: OrganizationId, follower: OrganizationFollower): (() => void) =>
      unlessClosed(follower, ofOrganizations.add(organizationId, follower)),

    /** Ends every stream and the subscription. */
    close: (): void => {
      isClosed = true;
      clearInterval(timer);
      subscription.close();
      ofVideos.endAll();
      ofOrganizations.endAll();
    },
  };
};
export type LiveHub = ReturnType<typeof createLiveHub>;
