import type { VideoMessage, VideoView } from '@media/sdk';
import { applyMessage } from './apply-message';
import { isEarlier } from './further-progress';

/** What is known of a video without asking for it again. */
type Facts = Pick<VideoMessage, 'generation' | 'status' | 'progress' | 'playable' | 'error'> &
  Partial<Pick<VideoView, 'title'>>;

type Entry = {
  /** Each fact with the position at which it was last stated. */
  facts: { [Name in keyof Facts]?: { value: Facts[Name]; at: number } };
  /** Position of the last message that stated a status: lists filtered by status may have gained or lost the video. */
  statusAt: number;
  /** Position of the last change of something that messages do not carry, such as outputs. */
  detailsAt: number;
  /** Position of the last message that a step will be tried again. */
  retriedAt: number;
  /** Position of the last message of any kind. */
  lastAt: number;
  isDeleted: boolean;
};

/** Beyond this many videos the oldest are forgotten, and requests that are older still count as incomplete. */
const MOST_VIDEOS = 10_000;

/**
 * What the stream has said, by position, so that an answer that was requested at an earlier position can be brought up to
 * date. The server sends a message after its commit: an answer requested after a message includes it, and one requested
 * before may or may not.
 */
export const createMessageLog = (mostVideos = MOST_VIDEOS) => {
  let position = 0;
  let completeFrom = 0;
  const entries = new Map<string, Entry>();

  /** The entry of a video at a new position; the one heard of longest ago is forgotten when there are too many. */
  const advance = (id: string): Entry => {
    position += 1;
    const entry = entries.get(id) ?? {
      facts: {},
      statusAt: 0,
      detailsAt: 0,
      retriedAt: 0,
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

  const state = (entry: Entry, facts: Facts): void => {
    for (const name of FACTS)
      if (facts[name] !== undefined) Object.assign(entry.facts, { [name]: { value: facts[name], at: position } });
  };

  return {
    /** The position to pass as `since` for a request that begins now. */
    position: (): number => position,
    isComplete: (since: number): boolean => since >= completeFrom,
    isDeleted: (id: string): boolean => entries.get(id)?.isDeleted ?? false,

    /** A message that a later one or an answer has overtaken says nothing new. */
    append: (id: string, { retrying, ...facts }: VideoMessage): void => {
      const entry = advance(id);
      if (isOvertaken(entry, facts)) return;
      if (retrying || differs(entry, facts)) entry.detailsAt = position;
      if (retrying) entry.retriedAt = position;
      if (facts.status !== undefined) entry.statusAt = position;
      state(entry, { ...facts, progress: furthestOf(entry, facts) });
    },
    appendDeleted: (id: string): void => {
      advance(id).isDeleted = true;
    },
    /** Takes an up-to-date answer in, for requests that began earlier and end later. */
    appendAnswer: ({ id, title, generation, status, progress, playable, error }: VideoView): void =>
      state(advance(id), { title, generation, status, progress, playable, ...(error && { error }) }),

    /** Messages were missed: every answer that is requested earlier counts as incomplete. */
    restart: (): void => {
      position += 1;
      completeFrom = position;
      entries.clear();
    },

    /** The videos whose status was stated after this position. */
    statedSince: (since: number): string[] =>
      [...entries].flatMap(([id, { statusAt, isDeleted }]) => (statusAt > since && !isDeleted ? [id] : [])),

    /** What was stated of a video after this position, as if one message had said it; its title is not part of it. */
    messageSince: (id: string, since: number): VideoMessage => {
      const entry = entries.get(id);
      return entry ? messageOf(entry, since) : {};
    },
    hasRetriedSince: (id: string, since: number): boolean => (entries.get(id)?.retriedAt ?? 0) > since,

    /** An answer requested at `since`, with all that was stated later. */
    bringUpToDate: (answer: VideoView, since: number): VideoView => {
      const entry = entries.get(answer.id);
      return entry && entry.lastAt > since ? overlay(answer, entry, since) : answer;
    },

    /** Whether such an answer may lack what messages do not carry. */
    lacksDetails: (answer: VideoView, since: number): boolean => {
      const entry = entries.get(answer.id);
      if (!entry || entry.lastAt <= since) return false;
      const { generation, status, playable } = overlay(answer, entry, since);
      const isOlder = generation !== answer.generation || status !== answer.status || playable !== answer.playable;
      return entry.detailsAt > since || isOlder;
    },
  };
};
export type MessageLog = ReturnType<typeof createMessageLog>;

const FACTS = ['title', 'generation', 'status', 'progress', 'playable', 'error'] as const satisfies (keyof Facts)[];

const isOvertaken = ({ facts }: Entry, message: Facts): boolean => {
  const status = facts.status?.value;
  if (status === undefined) return false;
  const generation = facts.generation?.value ?? 0;
  const stated = { generation: message.generation ?? generation, status: message.status ?? status };
  return isEarlier(stated, { generation, status });
};

/** Whether a message changes what was stated before; the first one about a video is compared with its answer instead. */
const differs = ({ facts }: Entry, { status, playable }: Facts): boolean =>
  (status !== undefined && facts.status !== undefined && facts.status.value !== status) ||
  (playable !== undefined && facts.playable !== undefined && facts.playable.value !== playable);

/** The progress that a message leaves behind: an answer may have reported more of the same generation before. */
const furthestOf = ({ facts }: Entry, { generation, progress }: Facts): number | undefined => {
  if (progress === undefined) return undefined;
  const isSame = generation === undefined || generation === facts.generation?.value;
  return isSame ? Math.max(progress, facts.progress?.value ?? 0) : progress;
};

/** An answer may be newer than what was stated after its request: then it stays as it is. */
const overlay = (answer: VideoView, entry: Entry, since: number): VideoView => {
  const message = messageOf(entry, since);
  const video = Object.keys(message).length > 0 ? applyMessage(answer, message) : answer;
  const { value: title, at = 0 } = entry.facts.title ?? {};
  return title !== undefined && at > since ? { ...video, title } : video;
};

const messageOf = ({ facts: { title: _, ...facts } }: Entry, since: number): VideoMessage => {
  const newer = Object.entries(facts).filter(([, { at }]) => at > since);
  return Object.fromEntries(newer.map(([name, { value }]) => [name, value]));
};
