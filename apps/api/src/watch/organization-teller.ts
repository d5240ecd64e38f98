import type { LiveMessage, OrganizationMessage, VideoMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Change, VideoEventRow, VideoState } from '@media/database';
import { createTeller, type Teller } from './teller.js';

type Options = {
  stateOf(videoId: VideoId): Promise<VideoState | undefined>;
  statesOf(videoIds: readonly VideoId[]): Promise<VideoState[]>;
  snapshotOf(video: VideoState): Promise<VideoMessage & { progress: number }>;
  /** The milestones of a video after a number. */
  missedSince(videoId: VideoId, seq: number): Promise<VideoEventRow[]>;
  send(message: OrganizationMessage): void;
};

/** What one reader has been told of the videos of its organization. The first that it hears of one is a snapshot. */
export const createOrganizationTeller = (options: Options) => {
  const { stateOf, statesOf, snapshotOf, missedSince, send } = options;
  const tellers = new Map<VideoId, Teller>();
  /** Videos of which the reader need not hear, and up to which milestone. */
  const known = new Map<VideoId, number>();
  const gone = new Set<VideoId>();

  const introduce = async (video: VideoState): Promise<Teller | undefined> => {
    const { id: videoId, eventSeq } = video;
    if (gone.has(videoId)) return undefined;
    const tell = ({ data }: { data: VideoMessage }): void => send({ videoId, ...data });
    const teller = tellers.get(videoId) ?? createTeller({ videoId, lastSeq: 0, missedSince, send: tell });
    tellers.set(videoId, teller);
    teller.snapshot(eventSeq, await snapshotOf(video));
    return teller;
  };

  const tellerOf = async (videoId: VideoId): Promise<Teller | undefined> => {
    const teller = tellers.get(videoId);
    if (teller) return teller;
    const video = await stateOf(videoId);
    return video && introduce(video);
  };

  const tellGone = (videoId: VideoId): void => {
    if (gone.has(videoId)) return;
    gone.add(videoId);
    tellers.delete(videoId);
    send({ videoId, deleted: true });
  };

  const isNews = ({ videoId, lastSeq }: Change): boolean =>
    lastSeq === undefined || lastSeq > (tellers.get(videoId)?.lastSeq() ?? known.get(videoId) ?? 0);

  /** What happened so long ago that no look tells of it again need not be remembered. */
  const forget = (changes: readonly Change[]): void => {
    const recent = new Set(changes.map(({ videoId }) => videoId));
    for (const [videoId, teller] of tellers) if (teller.hasEnded() && !recent.has(videoId)) tellers.delete(videoId);
    for (const videoId of known.keys()) if (!recent.has(videoId)) known.delete(videoId);
    for (const videoId of gone) if (!recent.has(videoId)) gone.delete(videoId);
  };

  return {
    introduce,

    /** These need not be told: the reader has come after them. */
    skip: (changes: readonly Change[]): void => {
      for (const { videoId, lastSeq } of changes)
        lastSeq === undefined ? gone.add(videoId) : known.set(videoId, lastSeq);
    },

    tell: async (message: LiveMessage): Promise<void> => {
      if (message.deleted) return tellGone(message.videoId);
      const teller = await tellerOf(message.videoId);
      await teller?.tell(message);
    },

    /** Tells what of these changes the reader has not heard. */
    catchUp: async (changes: readonly Change[]): Promise<void> => {
      const news = changes.filter(isNews);
      for (const { videoId, lastSeq } of news) {
        if (lastSeq === undefined) tellGone(videoId);
        else await tellers.get(videoId)?.catchUp();
      }
      const unheard = news
        .map(({ videoId }) => videoId)
        .filter((videoId) => !tellers.has(videoId) && !gone.has(videoId));
      for (const video of await statesOf(unheard)) await introduce(video);
    },

    forget,
  };
};
