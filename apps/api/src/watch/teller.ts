import { type LiveMessage, VideoMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { VideoEventRow } from '@media/database';
import { createStreamState, type Frame } from './stream-state.js';

type Options = {
  videoId: VideoId;
  /** The number of the last milestone that the reader knows of this video; 0 for none. */
  lastSeq: number;
  /** The milestones after a number. */
  missedSince(videoId: VideoId, seq: number): Promise<VideoEventRow[]>;
  send(frame: Frame): void;
};

/** Tells one reader of one video: milestones in order and without gaps, whatever Redis loses or doubles. */
export const createTeller = ({ videoId, lastSeq, missedSince, send }: Options) => {
  const state = createStreamState(lastSeq);
  const sendIfNews = (frame: Frame | undefined): void => frame && send(frame);

  const catchUp = async (): Promise<void> => {
    for (const { seq, data } of await missedSince(videoId, state.lastSeq())) {
      sendIfNews(state.milestone(seq, VideoMessage.parse(data)));
    }
  };

  return {
    lastSeq: state.lastSeq,
    hasEnded: state.hasEnded,
    catchUp,

    snapshot: (seq: number, data: VideoMessage & { progress: number }): void => send(state.snapshot(seq, data)),

    tell: async ({ eventSeq, data }: Pick<LiveMessage, 'eventSeq' | 'data'>): Promise<void> => {
      if (eventSeq === undefined) return sendIfNews(state.progress(data));
      if (state.isGapBefore(eventSeq)) await catchUp();
      if (!state.isGapBefore(eventSeq)) sendIfNews(state.milestone(eventSeq, data));
    },
  };
};
export type Teller = ReturnType<typeof createTeller>;
