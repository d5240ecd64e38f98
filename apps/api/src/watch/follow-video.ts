import { VIDEOS, type VideoId } from '@media/core';
import type { Video, Videos } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import type { EventSink } from './event-sink.js';
import type { LiveHub } from './live-hub.js';
import { type Reader, serveStream } from './serve-stream.js';
import type { SessionStreams } from './session-streams.js';
import { currentState, snapshotOf } from './snapshot-of.js';
import type { StreamIntervals } from './stream-intervals.js';
import { toEventText } from './stream-state.js';
import { createVideoStream } from './video-stream.js';

type Deps = {
  videos: Videos;
  hub: LiveHub;
  live: Live;
  log: Logger;
  intervals: StreamIntervals;
  sessionStreams: SessionStreams;
};

export type Following = Reader & {
  videoId: VideoId;
  /** Number of the last event the reader knows, if it comes back. */
  lastSeq: number | undefined;
};

/** Ours are whole numbers that we have given; any other was not given by us, and the reader starts afresh. */
export const parseLastEventId = (
  header: string | undefined,
  { eventSeq }: Pick<Video, 'eventSeq'>,
): number | undefined => {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return undefined;
  const seq = Number(header);
  return seq <= eventSeq ? seq : undefined;
};

/** Whether a reader who comes back would receive nothing, now or ever. */
export const hasNothingToSend = (video: Video, lastSeq: number | undefined): boolean =>
  VIDEOS.isTerminal(video.status) && lastSeq !== undefined && lastSeq >= video.eventSeq;

/**
 * Sends a reader what it missed, the current state, and then what happens, until the video has ended, the reader leaves or
 * its right to watch ends.
 */
export const followVideo = (deps: Deps, following: Following, sink: EventSink): void => {
  const { videoId } = following;
  const { organizationId } = following.actor;
  const stream = createVideoStream({
    videoId,
    lastSeq: following.lastSeq ?? 0,
    missedSince: (id, seq) => deps.hub.missedSince(organizationId, id, seq),
    current: (id) => currentState(deps, organizationId, id),
    // In order and of one video: what is out of date is left out already.
    send: ({ id, data: { generation: _, ...data } }) => sink.write(toEventText({ id, data })),
  });

  const begin = async (): Promise<void> => {
    const isCurrent = following.lastSeq !== undefined && (await stream.catchUp());
    if (isCurrent) return;
    const video = await deps.videos.get(organizationId, videoId);
    stream.sendSnapshot(video.eventSeq, await snapshotOf(deps, video));
  };

  const inLine = serveStream(deps, {
    sink,
    reader: following,
    onFailure: (error) => deps.log.warn({ err: error, videoId }, 'stream of events broke'),
    hasEnded: stream.hasEnded,
  });
  const unfollow = deps.hub.followVideo(videoId, {
    onMessage: (message) => inLine(() => stream.receive(message)),
    onLastSeq: (seq) => {
      const catchUp = async (): Promise<void> => void (await stream.catchUp(seq));
      if (seq > stream.lastSeq()) inLine(catchUp);
    },
    end: sink.end,
  });
  sink.onClose(unfollow);
  inLine(begin);
};
