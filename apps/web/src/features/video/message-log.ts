import type { VideoMessage, VideoView } from '@media/sdk';
import { applyMessage } from './apply-message';
import { isOlder } from './merge-response';

/** What messages and responses report about a video. */
type Facts = Pick<VideoMessage, 'generation' | 'status' | 'progress' | 'playable' | 'error'> & Partial<Chosen>;

/** What users choose: responses report it, messages don't. */
type Chosen = Pick<VideoView, (typeof CHOSEN)[number]>;

type Entry = {
  /** Each fact with the position of its last report. */
  facts: { [Name in keyof Facts]?: { value: Facts[Name]; at: number } };
  /** Position of the last message with a status: lists filtered by status can have gained or lost the video. */
  statusAt: number;
  /** Position of the last change of details that messages don't carry, such as outputs. */
  detailsAt: number;
  /** Position of the last message about a retry. */
  retriedAt: number;
  /** Position of the last move to the trash or out of it. */
  movedAt: number;
  /** Position of the last entry of any kind. */
  lastAt: number;
  isDeleted: boolean;
};

/** With more videos, the least recently updated are dropped; requests older than them then count as incomplete. */
const MOST_VIDEOS = 10_000;

/**
 * Records the stream by position, so that a response requested at an earlier position can be brought up to date. The server
 * sends a message after its commit: a response requested after a message includes it; one requested before may not.
 */
export const createMessageLog = (mostVideos = MOST_VIDEOS) => {
  let position = 0;
  let completeFrom = 0;
  const entries = new Map<string, Entry>();

  /** The entry of a video at a new position. Drops the least recently updated entry if there are too many. */
  const advance = (id: string): Entry => {
    position += 1;
    const entry = entries.get(id) ?? {
      facts: {},
      statusAt: 0,
      detailsAt: 0,
      retriedAt: 0,
      movedAt: 0,
      lastAt: 0,
      isDeleted: false,
    };
    entry.lastAt = position;
    entries.delete(id);
    entries.set(id, entry);
    const [oldest] = entries;
    if (oldest && entries.size > mostVideos) {
      entries.delete(oldest[0]);
      completeFrom = Math.max(completeFrom, oldest[1].lastAt);
    }
    return entry;
  };

  const move = (id: string, isDeleted: boolean): void => {
    const entry = advance(id);
    Object.assign(entry, { isDeleted, movedAt: position });
  };

  const record = (entry: Entry, facts: Facts): void => {
    for (const name of FACTS)
      if (facts[name] !== undefined) Object.assign(entry.facts, { [name]: { value: facts[name], at: position } });
  };

  return {
    /** The `since` of a request that starts now. */
    position: (): number => position,
    isComplete: (since: number): boolean => since >= completeFrom,
    isDeleted: (id: string): boolean => entries.get(id)?.isDeleted ?? false,

    /** Ignores outdated messages. */
    append: (id: string, { retrying, output, warnings, updated, restored: _, ...facts }: VideoMessage): void => {
      const entry = advance(id);
      if (isOutdated(entry, facts)) return;
      if (retrying || output || warnings || updated || differs(entry, facts)) entry.detailsAt = position;
      if (retrying) entry.retriedAt = position;
      if (facts.status !== undefined) entry.statusAt = position;
      record(entry, { ...facts, progress: furthestOf(entry, facts) });
    },
    /** It was deleted or moved to the trash. */
    appendDeleted: (id: string): void => move(id, true),
    /** It came back from the trash. */
    appendRestored: (id: string): void => move(id, false),
    hasMovedSince: (since: number): boolean => [...entries.values()].some(({ movedAt }) => movedAt > since),
    /** Records an up-to-date response, for requests that started earlier and end later. */
    appendResponse: ({ id, error, ...video }: VideoView): void =>
      record(advance(id), { ...video, ...(error && { error }) }),

    /** Messages were missed: every response requested earlier counts as incomplete. */
    restart: (): void => {
      position += 1;
      completeFrom = position;
      entries.clear();
    },

    videosWithStatusSince: (since: number): string[] =>
      [...entries].flatMap(([id, { statusAt, isDeleted }]) => (statusAt > since && !isDeleted ? [id] : [])),

    /** Everything reported about a video after this position, as one message. Excludes what users choose. */
    messageSince: (id: string, since: number): VideoMessage => {
      const entry = entries.get(id);
      return entry ? messageOf(entry, since) : {};
    },
    hasRetriedSince: (id: string, since: number): boolean => (entries.get(id)?.retriedAt ?? 0) > since,

    /** A response requested at `since`, with everything reported later. */
    bringUpToDate: (response: VideoView, since: number): VideoView => {
      const entry = entries.get(response.id);
      return entry && entry.lastAt > since ? overlay(response, entry, since) : response;
    },

    /** Whether such a response can lack details that messages don't carry. */
    lacksDetails: (response: VideoView, since: number): boolean => {
      const entry = entries.get(response.id);
      if (!entry || entry.lastAt <= since) return false;
      const { generation, status, playable } = overlay(response, entry, since);
      const isBehind =
        generation !== response.generation || status !== response.status || playable !== response.playable;
      return entry.detailsAt > since || isBehind;
    },
  };
};
export type MessageLog = ReturnType<typeof createMessageLog>;

const CHOSEN = ['title', 'description', 'tags', 'visibility', 'priority'] as const satisfies (keyof VideoView)[];
const REPORTED = ['generation', 'status', 'progress', 'playable', 'error'] as const satisfies (keyof VideoMessage)[];
const FACTS = [...CHOSEN, ...REPORTED] as const;

const isOutdated = ({ facts }: Entry, message: Facts): boolean => {
  const status = facts.status?.value;
  if (status === undefined) return false;
  const generation = facts.generation?.value ?? 0;
  const reported = { generation: message.generation ?? generation, status: message.status ?? status };
  return isOlder(reported, { generation, status });
};

/** Whether a message changes what was reported before. The first message about a video is compared with a response instead. */
const differs = ({ facts }: Entry, { status, playable }: Facts): boolean =>
  (status !== undefined && facts.status !== undefined && facts.status.value !== status) ||
  (playable !== undefined && facts.playable !== undefined && facts.playable.value !== playable);

/** Progress never goes back within a generation: a response can have reported more before. */
const furthestOf = ({ facts }: Entry, { generation, progress }: Facts): number | undefined => {
  if (progress === undefined) return undefined;
  const isSame = generation === undefined || generation === facts.generation?.value;
  return isSame ? Math.max(progress, facts.progress?.value ?? 0) : progress;
};

/** Leaves a response unchanged if it is newer than everything reported after its request. */
const overlay = (response: VideoView, entry: Entry, since: number): VideoView => {
  const message = messageOf(entry, since);
  const video = Object.keys(message).length > 0 ? applyMessage(response, message) : response;
  const chosen = newerFacts(entry, CHOSEN, since);
  return Object.keys(chosen).length > 0 ? { ...video, ...chosen } : video;
};

const messageOf = (entry: Entry, since: number): VideoMessage => newerFacts(entry, REPORTED, since);

const newerFacts = <Name extends keyof Facts>({ facts }: Entry, names: readonly Name[], since: number) =>
  Object.fromEntries(
    names.flatMap((name) => (facts[name] && facts[name].at > since ? [[name, facts[name].value]] : [])),
  ) as Pick<Facts, Name>;
