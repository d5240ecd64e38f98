import type { OrganizationId } from '@media/core';
import { type Change, type ChangeRows, type Changes, DELETED_KEPT_MS, type Videos } from '@media/database';
import type { Live, Logger } from '@media/runtime';
import type { EventSink } from './event-sink.js';
import type { LiveHub } from './live-hub.js';
import { createOrganizationStream, type OrganizationStream } from './organization-stream.js';
import { type StreamClient, type StreamDeps, serveStream } from './serve-stream.js';
import { snapshotOf } from './snapshot-of.js';
import { toEventText } from './stream-state.js';

type Deps = StreamDeps & {
  videos: Videos;
  changes: ChangeRows;
  hub: LiveHub;
  live: Live;
  log: Logger;
};

export type OrganizationClient = StreamClient & { past: Past };

/** Changes before the stream was opened. */
export type Past = Changes & {
  /** Time, by the database's clock, up to which a reconnecting client has received all changes. */
  knownUntil: Date | undefined;
};

/** Videos sent between two flushes. Stays below the buffer limit of the sink. */
const PAGE = 100;

/** Undefined unless it is a past time that the stream could have sent, recent enough that all deletions since are still recorded. */
export const parseKnownUntil = (header: string | undefined, now: Date): Date | undefined => {
  if (header === undefined || !/^\d{13}$/.test(header)) return undefined;
  const knownUntil = new Date(Number(header));
  const agoMs = now.getTime() - knownUntil.getTime();
  return agoMs >= 0 && agoMs < DELETED_KEPT_MS ? knownUntil : undefined;
};

/**
 * Reads the changes before a stream is opened. It must run before that: a new client loads its lists once the stream is open, so
 * only earlier changes can be skipped.
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
 * Sends snapshots of all unfinished videos of the organization (and, to a reconnecting client, of videos that changed or were
 * deleted in the meantime), then live events, until the client disconnects or loses access. The id of each message is the
 * database time up to which the client has received everything (docs/decisions/0013).
 */
export const followOrganization = (deps: Deps, client: OrganizationClient, sink: EventSink): void => {
  const { organizationId } = client.actor;
  const { asOf, changes, knownUntil } = client.past;
  // A reconnecting client that disconnects before it has caught up must be able to resume from its old position.
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

  const enqueue = serveStream(deps, {
    ...{ sink, client, hasEnded: () => false },
    onFailure: (error) => deps.log.warn({ err: error, organizationId }, 'Event stream failed'),
  });
  const unsubscribe = deps.hub.subscribeToOrganization(organizationId, {
    onMessage: (message) => enqueue(() => stream.receive(message)),
    onPoll: (found, foundAt) => enqueue(() => onPoll(found, foundAt)),
    end: sink.end,
  });
  sink.onClose(unsubscribe);
  enqueue(begin);
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
