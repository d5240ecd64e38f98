import type { OrganizationId } from '@media/core';
import { type Change, DELETED_KEPT_MS } from '@media/database';
import type { ApiDeps } from '../api-deps.js';
import type { EventSink } from './event-sink.js';
import { createOrganizationTeller, type OrganizationTeller } from './organization-teller.js';
import { type Reader, serveStream } from './serve-stream.js';
import { snapshotOf } from './snapshot-of.js';
import { toEventText } from './stream-state.js';

type Deps = Pick<ApiDeps, 'videos' | 'changes' | 'hub' | 'live' | 'log' | 'pace'>;

export type OrganizationReader = Reader & {
  /** The Last-Event-ID of a reader who comes back: until when, by the database's clock, it knows what has changed. */
  lastEventId: string | undefined;
};

/** What is told at once: less than a reader may let pile up. */
const PAGE = 100;

/** A time that we may have given, and not so long ago that what was deleted since is forgotten. */
export const parseKnownUntil = (header: string | undefined, now: Date): Date | undefined => {
  if (header === undefined || !/^\d{13}$/.test(header)) return undefined;
  const knownUntil = new Date(Number(header));
  const agoMs = now.getTime() - knownUntil.getTime();
  return agoMs >= 0 && agoMs < DELETED_KEPT_MS ? knownUntil : undefined;
};

/**
 * Tells a reader how all unfinished videos of its organization are (and, if it comes back, those that changed or were
 * deleted meanwhile), and then what happens, until it leaves or its right to watch ends. The number of each message is the
 * database's time up to which nothing is missing (docs/decisions/0013).
 */
export const followOrganization = (deps: Deps, reader: OrganizationReader, sink: EventSink): void => {
  const { organizationId } = reader.caller;
  let completeUntil = new Date(0);
  const teller = createOrganizationTeller({
    stateOf: (videoId) => deps.hub.stateOf(organizationId, videoId),
    statesOf: (videoIds) => deps.videos.states(organizationId, videoIds),
    snapshotOf: (video) => snapshotOf(deps, video),
    missedSince: (videoId, seq) => deps.hub.missedSince(organizationId, videoId, seq),
    send: (message) => sink.write(toEventText({ id: completeUntil.getTime(), data: message })),
  });

  const begin = async (): Promise<void> => {
    const knownUntil = parseKnownUntil(reader.lastEventId, await deps.changes.now());
    const { asOf, changes } = await deps.changes.since([organizationId], knownUntil);
    completeUntil = asOf;
    if (!knownUntil) for (const change of changes) teller.skip(change);
    await tellUnfinished(deps, organizationId, teller, sink);
    if (knownUntil) await catchUp(changes, teller, sink);
  };

  const look = async (changes: readonly Change[], asOf: Date): Promise<void> => {
    await catchUp(changes, teller, sink);
    teller.forgetAllBut(changes);
    completeUntil = asOf;
  };

  const inLine = serveStream(deps, {
    ...{ sink, reader, hasEnded: () => false },
    onFailure: (error) => deps.log.warn({ err: error, organizationId }, 'stream of events broke'),
  });
  const unfollow = deps.hub.followOrganization(organizationId, {
    onMessage: (message) => inLine(() => teller.tell(message)),
    onLook: (changes, asOf) => inLine(() => look(changes, asOf)),
    end: sink.end,
  });
  sink.onClose(unfollow);
  inLine(begin);
};

const tellUnfinished = async (
  { videos }: Pick<Deps, 'videos'>,
  organizationId: OrganizationId,
  teller: OrganizationTeller,
  sink: EventSink,
): Promise<void> => {
  for (let page = await videos.unfinished(organizationId, PAGE); page.length > 0; ) {
    for (const video of page) await teller.introduce(video);
    await sink.flushed();
    page = await videos.unfinished(organizationId, PAGE, page.at(-1)?.id);
  }
};

const catchUp = async (changes: readonly Change[], teller: OrganizationTeller, sink: EventSink): Promise<void> => {
  for (let start = 0; start < changes.length; start += PAGE) {
    await teller.catchUp(changes.slice(start, start + PAGE));
    await sink.flushed();
  }
};
