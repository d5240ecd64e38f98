import type { LiveMessage, OrganizationMessage, VideoMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { Change, NumberedEvent, VideoState } from '@media/database';
import { type Current, createTeller, type Teller } from './teller.js';
import { createToldVideos } from './told-videos.js';

type Options = {
  stateOf(videoId: VideoId): Promise<VideoState | undefined>;
  statesOf(videoIds: readonly VideoId[]): Promise<VideoState[]>;
  snapshotOf(video: VideoState): Promise<VideoMessage & { progress: number }>;
  /** The milestones of a video after a number. */
  missedSince(videoId: VideoId, seq: number): Promise<NumberedEvent[]>;
  send(message: OrganizationMessage): void;
};

/** Tells one reader of the videos of its organization. The first that it hears of one is a snapshot. */
export const createOrganizationTeller = ({ stateOf, statesOf, snapshotOf, missedSince, send }: Options) => {
  const told = createToldVideos();

  const current = async (videoId: VideoId): Promise<Current | undefined> => {
    const video = await stateOf(videoId);
    return video && { seq: video.eventSeq, data: await snapshotOf(video) };
  };

  const introduce = async (video: VideoState): Promise<Teller | undefined> => {
    const { id: videoId, eventSeq } = video;
    if (told.isGone(videoId)) return undefined;
    const tell = ({ data }: { data: VideoMessage }): void => send({ videoId, ...data });
    const teller = told.tellers.get(videoId) ?? createTeller({ videoId, lastSeq: 0, missedSince, current, send: tell });
    told.tellers.set(videoId, teller);
    teller.snapshot(eventSeq, await snapshotOf(video));
    return teller;
  };

  const tellGone = (videoId: VideoId): void => {
    if (told.isGone(videoId)) return;
    told.end(videoId);
    send({ videoId, deleted: true });
  };

  return {
    introduce,
    skip: told.skip,
    forgetAllBut: told.forgetAllBut,

    tell: async (message: LiveMessage): Promise<void> => {
      const { videoId, deleted } = message;
      if (deleted) return tellGone(videoId);
      const known = told.tellers.get(videoId);
      const video = known ? undefined : await stateOf(videoId);
      const teller = known ?? (video && (await introduce(video)));
      await teller?.tell(message);
    },

    /** Tells what of these changes the reader has not heard. */
    catchUp: async (changes: readonly Change[]): Promise<void> => {
      const unheard: VideoId[] = [];
      for (const { videoId, lastSeq } of changes.filter(told.isNews)) {
        if (lastSeq === undefined) tellGone(videoId);
        else if (told.tellers.has(videoId)) await told.tellers.get(videoId)?.catchUp(lastSeq);
        else unheard.push(videoId);
      }
      for (const video of unheard.length > 0 ? await statesOf(unheard) : []) await introduce(video);
    },
  };
};
export type OrganizationTeller = ReturnType<typeof createOrganizationTeller>;
