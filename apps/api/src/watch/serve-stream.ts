import type { RequestActor } from '@media/core';
import { callAt } from './call-at.js';
import { checkPeriodically } from './check-periodically.js';
import type { EventSink } from './event-sink.js';
import type { SessionStreams } from './session-streams.js';
import type { StreamIntervals } from './stream-intervals.js';

export type Reader = {
  actor: RequestActor;
  /** Throws when the reader may no longer watch: it signed out, or is no member any more. */
  checkAccess(): Promise<void>;
};

type Deps = { intervals: StreamIntervals; sessionStreams: SessionStreams };
type Work = () => Promise<void> | void;
/** Puts work at the end of the line. */
export type InLine = (work: Work) => void;

type Stream = {
  sink: EventSink;
  reader: Reader;
  onFailure(error: unknown): void;
  /** Whether there is nothing more to send, after each unit of work. */
  hasEnded(): boolean;
};

/** A reader for whom this much waits is too slow, or we are: it may come back and resume. */
const MOST_WAITING = 500;

/**
 * Keeps one reader's stream: everything that is sent goes through one line, so that nothing overtakes; heartbeats; an end
 * when there is nothing more to send, when something fails, when too much waits, or when the reader's right to watch ends.
 */
export const serveStream = ({ intervals, sessionStreams }: Deps, stream: Stream): InLine => {
  const { actor } = stream.reader;
  stream.sink.onClose(keepAlive(intervals, stream));
  if (actor.type === 'user') stream.sink.onClose(sessionStreams.add(actor.sessionId, stream.sink));
  return createLine(stream);
};

const createLine = ({ sink, onFailure, hasEnded }: Stream): InLine => {
  let waiting = 0;
  let line: Promise<void> = Promise.resolve();
  const done = (): void => {
    waiting -= 1;
    if (hasEnded()) sink.end();
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

/** Heartbeats; the right to watch is checked again now and then, and its known end ends the stream on time. */
const keepAlive = (intervals: StreamIntervals, { sink, reader }: Stream): (() => void) => {
  const { actor, checkAccess } = reader;
  const beat = () => sink.write(': heartbeat\n\n');
  // At once as well: proxies can hold an answer back until its first byte.
  beat();
  const pulse = setInterval(beat, intervals.heartbeatMs);
  const stopChecks = checkPeriodically(checkAccess, intervals.checkAccessMs, sink.end);
  const stopExpiry = actor.expiresAt && callAt(actor.expiresAt, sink.end);
  return () => {
    clearInterval(pulse);
    stopChecks();
    stopExpiry?.();
  };
};
