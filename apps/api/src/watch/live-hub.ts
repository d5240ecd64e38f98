import type { OrganizationId, VideoId } from '@media/core';
import type { ChangeRows, Events, Videos } from '@media/database';
import { type ApiConfig, followLive, type Logger, type Metrics } from '@media/runtime';
import { coalesceCalls } from './coalesce-calls.js';
import { createOrganizationPoll, createVideoPoll } from './poll-changes.js';
import type { OrganizationSubscriber, VideoSubscriber } from './subscriber.js';
import { createSubscribers } from './subscribers.js';

type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  metrics: Metrics;
  events: Events;
  changes: ChangeRows;
  videos: Pick<Videos, 'states'>;
  pollMs: number;
};

/** Passes the messages of one Redis subscription to all subscribers. Redis can lose messages, so it also polls the database. */
export const createLiveHub = ({ config, log, metrics, events, changes, videos, pollMs }: Options) => {
  const countSubscribers = (): number => ofVideos.count() + ofOrganizations.count();
  const onCount = (): void => metrics.followers.set(countSubscribers());
  const ofVideos = createSubscribers<VideoId, VideoSubscriber>(onCount);
  const ofOrganizations = createSubscribers<OrganizationId, OrganizationSubscriber>(onCount);
  const subscription = followLive(config.redis, log, (message) => {
    for (const subscriber of ofVideos.of(message.videoId)) subscriber.onMessage(message);
    for (const subscriber of ofOrganizations.of(message.organizationId)) subscriber.onMessage(message);
  });
  const polls = [createVideoPoll(ofVideos, events), createOrganizationPoll(ofOrganizations, changes)];
  const timer = setInterval(() => {
    for (const poll of polls) poll().catch((error) => log.warn({ err: error }, 'Polling for missed events failed'));
  }, pollMs);
  timer.unref();
  let isClosed = false;

  /** Ends a subscriber that arrives during shutdown. */
  const endIfClosed = (subscriber: { end(): void }, unsubscribe: () => void): (() => void) => {
    if (isClosed) subscriber.end();
    return unsubscribe;
  };

  return {
    /** Resolves when Redis has confirmed the subscription. */
    subscribed: subscription.subscribed,
    countSubscribers,
    missedSince: coalesceCalls(events.after),
    stateOf: coalesceCalls(async (organizationId: OrganizationId, videoId: VideoId) => {
      const [state] = await videos.states(organizationId, [videoId]);
      return state;
    }),

    /** Returns a function that unsubscribes. */
    subscribeToVideo: (videoId: VideoId, subscriber: VideoSubscriber): (() => void) =>
      endIfClosed(subscriber, ofVideos.add(videoId, subscriber)),

    /** Returns a function that unsubscribes. */
    subscribeToOrganization: (organizationId: OrganizationId, subscriber: OrganizationSubscriber): (() => void) =>
      endIfClosed(subscriber, ofOrganizations.add(organizationId, subscriber)),

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
