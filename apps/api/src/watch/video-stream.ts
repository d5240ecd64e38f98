import { type LiveMessage, toVideoMessage, type VideoMessage } from '@media/contracts';
import type { VideoId } from '@media/core';
import type { NumberedEvent } from '@media/database';
import { createStreamState, type Frame } from './stream-state.js';

export type Current = { seq: number; data: VideoMessage & { progress: number } };

type Options = {
  videoId: VideoId;
  /** The number of the last event of this video that the client has received, or 0. */
  lastSeq: number;
  /** The events after a number. */
  missedSince(videoId: VideoId, seq: number): Promise<NumberedEvent[]>;
  /** The current state and the number of its last event, or undefined if the video is gone. */
  current(videoId: VideoId): Promise<Current | undefined>;
  send(frame: Frame): void;
};

/** The messages that one client receives about one video: in order and without gaps, even if Redis loses or repeats some. */
export const createVideoStream = ({ videoId, lastSeq, missedSince, current, send }: Options) => {
  const state = createStreamState(lastSeq);
  const sendIfNew = (frame: Frame | undefined): void => frame && send(frame);

  const sendCurrent = async (): Promise<void> => {
    const now = await current(videoId);
    if (now) send(state.snapshot(now.seq, now.data));
  };

  /**
   * Sends all events up to number `upTo`. If some are missing, because they were pruned or there are too many, it sends the
   * current state instead and returns true.
   */
  const catchUp = async (upTo = 0): Promise<boolean> => {
    const missed = await missedSince(videoId, state.lastSeq());
    const isWhole = !missed.some(({ seq }, index) => seq !== state.lastSeq() + 1 + index);
    for (const { seq, event } of isWhole ? missed : []) sendIfNew(state.event(seq, event && toVideoMessage(event)));
    const isEnough = isWhole && state.lastSeq() >= upTo;
    if (!isEnough) await sendCurrent();
    return !isEnough;
  };

  return {
    lastSeq: state.lastSeq,
    hasEnded: state.hasEnded,
    catchUp,

    sendSnapshot: (seq: number, data: VideoMessage & { progress: number }): void => send(state.snapshot(seq, data)),

    receive: async ({ eventSeq, data }: Pick<LiveMessage, 'eventSeq' | 'data'>): Promise<void> => {
      if (eventSeq === undefined) {
        if (state.isBehind(data.generation)) await catchUp();
        return sendIfNew(state.progress(data));
      }
      if (state.isGapBefore(eventSeq)) await catchUp(eventSeq);
      if (!state.isGapBefore(eventSeq)) sendIfNew(state.event(eventSeq, isEmpty(data) ? undefined : data));
    },
  };
};
export type VideoStream = ReturnType<typeof createVideoStream>;

const isEmpty = (data: VideoMessage): boolean => Object.keys(data).length === 0;
