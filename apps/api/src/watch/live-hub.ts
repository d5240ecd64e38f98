import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events, Videos } from '@media/database';
import { type ApiConfig, followLive, type Logger, type Metrics } from '@media/runtime';
import type { OrganizationFollower, VideoFollower } from './follower.js';
import { createFollowers } from './followers.js';
import { createOrganizationPoll, createVideoPoll } from './poll-changes.js';
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
 * Hands the messages of one Redis subscription to all followers, whatever their number. Redis may lose messages, so the
 * database is polled for changes.
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
  const polls = [createVideoPoll(ofVideos, events), createOrganizationPoll(ofOrganizations, changes)];
  const timer = setInterval(() => {
    for (const poll of polls)
      poll().catch((error) => log.warn({ err: error }, "events that Redis lost couldn't be read"));
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
