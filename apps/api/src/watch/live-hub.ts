import type { LiveMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Events } from '@media/database';
import { type ApiConfig, followLive, type Logger, type Metrics } from '@media/runtime';
import { createMissed } from './missed.js';

/** Somebody who watches one video. */
export type Follower = {
  /** Something that Redis told. */
  onMessage(message: LiveMessage): void;
  /** The number of the video's last milestone, for whoever missed it. */
  onLastSeq(seq: number): void;
  /** There is nothing more to come. */
  end(): void;
};

type Options = {
  config: Pick<ApiConfig, 'redis'>;
  log: Logger;
  metrics: Metrics;
  events: Events;
  lookForLostMs: number;
};

type Followers = Map<VideoId, Set<Follower>>;
const followersOf = (followers: Followers, videoId: VideoId): Follower[] => [...(followers.get(videoId) ?? [])];

/**
 * Hands what one Redis subscription tells to all who watch, whatever their number. Redis may lose messages, so the
 * numbers of the last milestones of the watched videos are looked up now and then.
 */
export const createLiveHub = ({ config, log, metrics, events, lookForLostMs }: Options) => {
  const followers: Followers = new Map();
  const countFollowers = (): number => [...followers.values()].reduce((sum, { size }) => sum + size, 0);
  const subscription = followLive(config.redis, log, (message) => {
    for (const follower of followersOf(followers, message.videoId)) follower.onMessage(message);
  });
  const timer = setInterval(() => {
    lookForLost(followers, events).catch((error) => log.warn({ err: error }, 'could not look for lost milestones'));
  }, lookForLostMs);
  timer.unref();
  let isClosed = false;

  return {
    /** Resolves when Redis has taken the subscription. */
    subscribed: subscription.subscribed,
    countFollowers,
    missedSince: createMissed(events),

    /** Returns what ends the following. Who comes when all is being closed is sent away at once. */
    follow: (videoId: VideoId, follower: Follower): (() => void) => {
      const unfollow = add(followers, videoId, follower);
      metrics.followers.set(countFollowers());
      if (isClosed) follower.end();
      return () => {
        unfollow();
        metrics.followers.set(countFollowers());
      };
    },

    /** Ends every stream and the subscription. */
    close: (): void => {
      isClosed = true;
      clearInterval(timer);
      subscription.close();
      for (const videoId of followers.keys()) for (const follower of followersOf(followers, videoId)) follower.end();
    },
  };
};
export type LiveHub = ReturnType<typeof createLiveHub>;

const add = (followers: Followers, videoId: VideoId, follower: Follower): (() => void) => {
  const set = followers.get(videoId) ?? new Set();
  followers.set(videoId, set.add(follower));
  return () => {
    set.delete(follower);
    if (set.size === 0 && followers.get(videoId) === set) followers.delete(videoId);
  };
};

const lookForLost = async (followers: Followers, events: Events): Promise<void> => {
  const watched = [...followers.keys()];
  if (watched.length === 0) return;
  const seqs = await events.lastSeqs(watched);
  for (const videoId of watched) {
    const seq = seqs.get(videoId);
    for (const follower of followersOf(followers, videoId))
      seq === undefined ? follower.end() : follower.onLastSeq(seq);
  }
};
