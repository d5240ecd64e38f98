import { VIDEOS, type VideoId } from '@media/core';
import type { Video, Videos } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import type { EventSink } from './event-sink.js';
import type { LiveHub } from './live-hub.js';
import { type StreamClient, type StreamDeps, serveStream } from './serve-stream.js';
import { currentState, snapshotOf } from './snapshot-of.js';
import { toEventText } from './stream-state.js';
import { createVideoStream } from './video-stream.js';

type Deps = StreamDeps & {
  videos: Videos;
  hub: LiveHub;
  live: Live;
  log: Logger;
};

export type VideoClient = StreamClient & {
  videoId: VideoId;
  /** Number of the last event received, for a reconnecting client. */
  lastSeq: number | undefined;
};

/** Event numbers of this video. Anything else wasn't sent by us, so the client gets a fresh snapshot. */
export const parseLastEventId = (
  header: string | undefined,
  { eventSeq }: Pick<Video, 'eventSeq'>,
): number | undefined => {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return undefined;
  const seq = Number(header);
  return seq <= eventSeq ? seq : undefined;
};

/** Whether a reconnecting client has already received the final event. */
export const hasNothingToSend = (video: Video, lastSeq: number | undefined): boolean =>
  VIDEOS.isTerminal(video.status) && lastSeq !== undefined && lastSeq >= video.eventSeq;

/**
 * Sends missed events or the current state, then live events, until processing has ended, the client disconnects, or it loses
 * access.
 */
export const followVideo = (deps: Deps, client: VideoClient, sink: EventSink): void => {
  const { videoId } = client;
  const { organizationId } = client.actor;
  const stream = createVideoStream({
    videoId,
    lastSeq: client.lastSeq ?? 0,
    missedSince: (id, seq) => deps.hub.missedSince(organizationId, id, seq),
    current: (id) => currentState(deps, organizationId, id),
    // The stream has already dropped outdated messages, so clients don't need the generation.
    send: ({ id, data: { generation: _, ...data } }) => sink.write(toEventText({ id, data })),
  });

  const begin = async (): Promise<void> => {
    const isCurrent = client.lastSeq !== undefined && (await stream.catchUp());
    if (isCurrent) return;
    const video = await deps.videos.get(organizationId, videoId);
    stream.sendSnapshot(video.eventSeq, await snapshotOf(deps, video));
  };

  const enqueue = serveStream(deps, {
    sink,
    client,
    onFailure: (error) => deps.log.warn({ err: error, videoId }, 'Event stream failed'),
    hasEnded: stream.hasEnded,
  });
  const unsubscribe = deps.hub.subscribeToVideo(videoId, {
    onMessage: (message) => enqueue(() => stream.receive(message)),
    onLastSeq: (seq) => {
      const catchUp = async (): Promise<void> => void (await stream.catchUp(seq));
      if (seq > stream.lastSeq()) enqueue(catchUp);
    },
    end: sink.end,
  });
  sink.onClose(unsubscribe);
  enqueue(begin);
};
