import type { OrganizationId } from '@media/core';
import { type Change, type ChangeRows, type Changes, DELETED_KEPT_MS, type Videos } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import type { EventSink } from './event-sink.js';
import type { LiveHub } from './live-hub.js';
import { createOrganizationStream, type OrganizationStream } from './organization-stream.js';
import { type Reader, serveStream } from './serve-stream.js';
import type { SessionStreams } from './session-streams.js';
import { snapshotOf } from './snapshot-of.js';
import type { StreamIntervals } from './stream-intervals.js';
import { toEventText } from './stream-state.js';

type Deps = {
  videos: Videos;
  changes: ChangeRows;
  hub: LiveHub;
  live: Live;
  log: Logger;
  intervals: StreamIntervals;
  sessionStreams: SessionStreams;
};

export type OrganizationReader = Reader & { past: Past };

/** What happened before a stream is opened. */
export type Past = Changes & {
  /** Until when, by the database's clock, a reader who comes back knows what has changed. */
  knownUntil: Date | undefined;
};

/** What is sent at once: less than a reader may let pile up. */
const PAGE = 100;

/** A time that we may have given, and not so long ago that what was deleted since is forgotten. */
export const parseKnownUntil = (header: string | undefined, now: Date): Date | undefined => {
  if (header === undefined || !/^\d{13}$/.test(header)) return undefined;
  const knownUntil = new Date(Number(header));
  const agoMs = now.getTime() - knownUntil.getTime();
  return agoMs >= 0 && agoMs < DELETED_KEPT_MS ? knownUntil : undefined;
};

/**
 * Reads what happened before a stream is opened. Not later: a reader who comes for the first time reads its lists once the stream
 * is open, and need not hear only of what happened before that.
 */
export const readPast = async (
  { changes }: Pick<Deps, 'changes'>,
  organizationId: OrganizationId,
  lastEventId: string | undefined,
): Promise<Past> => {
  const knownUntil = parseKnownUntil(lastEventId, await changes.now());
  return { ...(await changes.since([organizationId], knownUntil)), knownUntil };
};

/**
 * Sends a reader the state of all unfinished videos of its organization (and, if it comes back, of those that changed or were
 * deleted meanwhile), and then what happens, until it leaves or its right to watch ends. The number of each message is the
 * database's time up to which nothing is missing (docs/decisions/0013).
 */
export const followOrganization = (deps: Deps, reader: OrganizationReader, sink: EventSink): void => {
  const { organizationId } = reader.actor;
  const { asOf, changes, knownUntil } = reader.past;
  // One who comes back and leaves again before it has heard all must be able to go on from where it was.
  let completeUntil = knownUntil ?? asOf;
  const stream = createOrganizationStream({
    stateOf: (videoId) => deps.hub.stateOf(organizationId, videoId),
    statesOf: (videoIds) => deps.videos.states(organizationId, videoIds),
    snapshotOf: (video) => snapshotOf(deps, video),
    missedSince: (videoId, seq) => deps.hub.missedSince(organizationId, videoId, seq),
    send: (message) => sink.write(toEventText({ id: completeUntil.getTime(), data: message })),
  });

  const begin = async (): Promise<void> => {
    if (!knownUntil) for (const change of changes) stream.skip(change);
    await sendUnfinished(deps, organizationId, stream, sink);
    if (knownUntil) await catchUp(changes, stream, sink);
    completeUntil = asOf;
  };

  const onPoll = async (found: readonly Change[], foundAt: Date): Promise<void> => {
    await catchUp(found, stream, sink);
    stream.forgetAllBut(found);
    completeUntil = foundAt;
  };

  const inLine = serveStream(deps, {
    ...{ sink, reader, hasEnded: () => false },
    onFailure: (error) => deps.log.warn({ err: error, organizationId }, 'stream of events broke'),
  });
  const unfollow = deps.hub.followOrganization(organizationId, {
    onMessage: (message) => inLine(() => stream.receive(message)),
    onPoll: (found, foundAt) => inLine(() => onPoll(found, foundAt)),
    end: sink.end,
  });
  sink.onClose(unfollow);
  inLine(begin);
};

const sendUnfinished = async (
  { videos }: Pick<Deps, 'videos'>,
  organizationId: OrganizationId,
  stream: OrganizationStream,
  sink: EventSink,
): Promise<void> => {
  for (let page = await videos.unfinished(organizationId, PAGE); page.length > 0; ) {
    for (const video of page) await stream.sendSnapshot(video);
    await sink.flushed();
    page = await videos.unfinished(organizationId, PAGE, page.at(-1)?.id);
  }
};

const catchUp = async (changes: readonly Change[], stream: OrganizationStream, sink: EventSink): Promise<void> => {
  for (let start = 0; start < changes.length; start += PAGE) {
    await stream.catchUp(changes.slice(start, start + PAGE));
    await sink.flushed();
  }
};
