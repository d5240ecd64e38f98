import type { ApiKeyId, RequestActor } from '@media/core';
import type { AccessStreams } from './access-streams.js';
import { callAt } from './call-at.js';
import { checkPeriodically } from './check-periodically.js';
import type { EventSink } from './event-sink.js';
import type { PlaybackStreams } from './playback-streams.js';
import type { PolledStreams } from './polled-streams.js';
import type { SessionStreams } from './session-streams.js';
import type { StreamIntervals } from './stream-intervals.js';

export type StreamClient = {
  actor: RequestActor;
  /** Throws when the client has lost access, such as by signing out or leaving the organization. */
  checkAccess(): Promise<void>;
};

export type StreamDeps = {
  intervals: StreamIntervals;
  sessionStreams: Pick<SessionStreams, 'add'>;
  apiKeyStreams: Pick<PolledStreams<ApiKeyId>, 'add'>;
  playbackStreams: Pick<PlaybackStreams, 'add'>;
  accessStreams: Pick<AccessStreams, 'add'>;
};
type Work = () => Promise<void> | void;
/** Appends work to the stream's queue. */
export type Enqueue = (work: Work) => void;

type Stream = {
  sink: EventSink;
  client: StreamClient;
  onFailure(error: unknown): void;
  /** Checked after each unit of work: whether there is nothing more to send. */
  hasEnded(): boolean;
};

/** A stream with more pending work is ended, because the client or this process is too slow. The client can reconnect and resume. */
const MAX_PENDING = 500;

/**
 * Serves one client's stream. All messages go through one queue, so they stay in order. Sends heartbeats. Ends the stream when
 * there is nothing more to send, work fails, too much work is pending, or the client loses access.
 */
export const serveStream = (deps: StreamDeps, stream: Stream): Enqueue => {
  const { sink, client } = stream;
  const { actor } = client;
  sink.onClose(keepAlive(deps.intervals, stream));
  if (actor.type === 'user') sink.onClose(deps.sessionStreams.add(actor.sessionId, sink));
  if (actor.type === 'apiKey') sink.onClose(deps.apiKeyStreams.add(actor.id, sink));
  if (actor.type === 'playback' && actor.maker)
    sink.onClose(deps.playbackStreams.add(actor.organizationId, actor.maker, sink));
  const check = () => void client.checkAccess().catch(sink.end);
  sink.onClose(deps.accessStreams.add({ actor, check, end: sink.end }));
  return createQueue(stream);
};

const createQueue = ({ sink, onFailure, hasEnded }: Stream): Enqueue => {
  let pending = 0;
  let last: Promise<void> = Promise.resolve();
  const done = (): void => {
    pending -= 1;
    if (hasEnded()) sink.end();
  };
  const failed = (error: unknown): void => {
    onFailure(error);
    sink.end();
  };
  return (work) => {
    pending += 1;
    if (pending > MAX_PENDING) sink.end();
    last = last.then(work).then(done, failed);
  };
};

/** Sends heartbeats, checks access periodically, and ends the stream when the actor's credentials expire. */
const keepAlive = (intervals: StreamIntervals, { sink, client }: Stream): (() => void) => {
  const { actor, checkAccess } = client;
  const beat = () => sink.write(': heartbeat\n\n');
  // The first one immediately: proxies can hold back a response until its first byte.
  beat();
  const heartbeat = setInterval(beat, intervals.heartbeatMs);
  const stopChecks = checkPeriodically(checkAccess, intervals.checkAccessMs, sink.end);
  const stopExpiry = actor.expiresAt && callAt(actor.expiresAt, sink.end);
  return () => {
    clearInterval(heartbeat);
    stopChecks();
    stopExpiry?.();
  };
};
