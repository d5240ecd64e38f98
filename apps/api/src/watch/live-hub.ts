import type { LiveMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Events } from '@media/database';
import { type ApiConfig, followLive, type Logger, type Metrics } from '@media/runtime';

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

/**
 * Hands what one Redis subscription tells to all who watch, whatever their number. Redis may lose messages, so the
 * numbers of the last milestones of the watched videos are looked up now and then.
 */
export const createLiveHub = ({ config, log, metrics, events, lookForLostMs }: Options) => {
  const followers = new Map<VideoId, Set<Follower>>();
  const countFollowers = (): number => [...followers.values()].reduce((sum, { size }) => sum + size, 0);
  const noteCount = (): void => metrics.followers.set(countFollowers());
  const all = (videoId: VideoId): Follower[] => [...(followers.get(videoId) ?? [])];

  const subscription = followLive(config.redis, log, (message) => {
    for (const follower of all(message.videoId)) follower.onMessage(message);
  });

  const lookForLost = async (): Promise<void> => {
    const watched = [...followers.keys()];
    if (watched.length === 0) return;
    const seqs = await events.lastSeqs(watched);
    for (const videoId of watched) {
      const seq = seqs.get(videoId);
      for (const follower of all(videoId)) seq === undefined ? follower.end() : follower.onLastSeq(seq);
    }
  };

  const timer = setInterval(() => {
    lookForLost().catch((error) => log.warn({ err: error }, 'could not look for lost milestones'));
  }, lookForLostMs);
  timer.unref();

  return {
    /** Resolves when Redis has taken the subscription. */
    subscribed: subscription.subscribed,
    countFollowers,

    /** Returns what ends the following. */
    follow: (videoId: VideoId, follower: Follower): (() => void) => {
      const set = followers.get(videoId) ?? new Set();
      followers.set(videoId, set.add(follower));
      noteCount();
      return () => {
        set.delete(follower);
        if (set.size === 0 && followers.get(videoId) === set) followers.delete(videoId);
        noteCount();
      };
    },

    /** Ends every stream and the subscription. */
    close: (): void => {
      clearInterval(timer);
      subscription.close();
      for (const videoId of followers.keys()) for (const follower of all(videoId)) follower.end();
    },
  };
};
export type LiveHub = ReturnType<typeof createLiveHub>;
