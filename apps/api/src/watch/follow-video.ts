import { type LiveMessage, VideoMessage } from '@media/contracts';
import { ERRORS, type ErrorCode, VIDEOS, type VideoId } from '@media/core';
import type { Video } from '@media/database';
import type { ApiDeps } from '../api-deps.js';
import type { Caller } from '../http/caller.js';
import { currentProgress } from '../videos/current-progress.js';
import { checkNowAndThen } from './check-now-and-then.js';
import type { EventSink } from './event-sink.js';
import { createStreamState, type Frame, type StreamState, toEventText } from './stream-state.js';

type Deps = Pick<ApiDeps, 'videos' | 'hub' | 'live' | 'log' | 'pace'>;

export type Following = {
  caller: Caller;
  videoId: VideoId;
  /** Number of the last milestone the reader knows, if it comes back. */
  lastSeq: number | undefined;
  /** Throws when the reader may no longer watch: it signed out, or is no member any more. */
  checkAccess(): Promise<void>;
};

/** A reader for whom this much waits is too slow, or we are: it may come back and resume. */
const MOST_WAITING = 500;

/** Ours are whole numbers that we have given; any other was not given by us, and the reader starts afresh. */
export const parseLastEventId = (
  header: string | undefined,
  { eventSeq }: Pick<Video, 'eventSeq'>,
): number | undefined => {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return undefined;
  const seq = Number(header);
  return seq <= eventSeq ? seq : undefined;
};

/** Whether a reader who comes back would hear nothing, now or ever. */
export const hasNothingToTell = (video: Video, lastSeq: number | undefined): boolean =>
  VIDEOS.isTerminal(video.status) && lastSeq !== undefined && lastSeq >= video.eventSeq;

/**
 * Tells a reader what it missed, how things are, and then what happens, until the video has ended, the reader leaves or
 * its right to watch ends. Everything goes through one line, so that nothing overtakes.
 */
export const followVideo = (deps: Deps, following: Following, sink: EventSink): void => {
  const { caller, videoId } = following;
  const state = createStreamState(following.lastSeq ?? 0);
  const send = (frame: Frame | undefined): void => frame && sink.write(toEventText(frame));
  const inLine = createLine(sink, state, (error) => deps.log.warn({ err: error, videoId }, 'stream of events broke'));

  const catchUp = async (): Promise<void> => {
    const missed = await deps.hub.missedSince(caller.organizationId, videoId, state.lastSeq());
    for (const { seq, data } of missed) send(state.milestone(seq, VideoMessage.parse(data)));
  };

  const begin = async (): Promise<void> => {
    if (following.lastSeq !== undefined) await catchUp();
    const video = await deps.videos.get(caller.organizationId, videoId);
    const progress = await currentProgress(deps, video);
    send(state.snapshot(video.eventSeq, { ...snapshotOf(video), progress }));
  };

  const tell = async ({ eventSeq, data }: LiveMessage): Promise<void> => {
    if (eventSeq === undefined) send(state.progress(data));
    else {
      if (state.isGapBefore(eventSeq)) await catchUp();
      if (!state.isGapBefore(eventSeq)) send(state.milestone(eventSeq, data));
    }
  };

  const unfollow = deps.hub.follow(videoId, {
    onMessage: (message) => inLine(() => tell(message)),
    onLastSeq: (seq) => seq > state.lastSeq() && inLine(catchUp),
    end: sink.end,
  });
  const stopPulse = keepAlive(deps, following, sink);
  sink.onClose(() => {
    unfollow();
    stopPulse();
  });
  inLine(begin);
};

type Work = () => Promise<void> | void;

/** Does one thing after the other; closes when the video has ended, when something fails, or when too much waits. */
const createLine = (
  sink: EventSink,
  state: StreamState,
  onFailure: (error: unknown) => void,
): ((work: Work) => void) => {
  let waiting = 0;
  let line: Promise<void> = Promise.resolve();
  const done = (): void => {
    waiting -= 1;
    if (state.hasEnded()) sink.end();
  };
  const failed = (error: unknown): void => {
    onFailure(error);
    sink.end();
  };
  return (work) => {
    waiting += 1;
    if (waiting > MOST_WAITING) sink.end();
    line = line.then(work).then(done, failed);
  };
};

const snapshotOf = ({ status, playable, errorCode }: Video): VideoMessage => {
  if (status !== 'failed' || !errorCode) return { status, playable };
  const code = errorCode as ErrorCode;
  return { status, playable, error: { code, message: ERRORS[code].text } };
};

/** Heartbeats; the right to watch is checked again now and then, and its known end ends the stream on time. */
const keepAlive = ({ pace }: Deps, { caller, checkAccess }: Following, sink: EventSink): (() => void) => {
  const pulse = setInterval(() => sink.write(': heartbeat\n\n'), pace.heartbeatMs);
  const stopChecks = checkNowAndThen(checkAccess, pace.checkAccessMs, sink.end);
  const expiry = setTimeout(() => sink.end(), Math.max(0, caller.expiresAt.getTime() - Date.now()));
  return () => {
    clearInterval(pulse);
    stopChecks();
    clearTimeout(expiry);
  };
};
