import { SEGMENT_SECONDS } from './segment-lengths.js';

// The second chunk is short, too: it keeps a player going until the first long one is there.
const SECOND_CHUNK_SECONDS = { least: 8, ideal: 12, most: 16 };
const MIN_CHUNK_SECONDS = 30;
/** What a second costs that is only decoded, of one that is encoded, too. */
const DECODING_SHARE = 0.14;
/** What a second costs by which a chunk differs from the others, of one that is encoded: most are made up for by the chunks that follow. */
const UNEVENNESS_SHARE = 0.1;

/** What the choice of chunks follows from. */
export type ChunkLayout = {
  encodeSlots: number;
  maxChunkSeconds: number;
  /** Of the whole video. */
  durationSeconds: number;
  /** Index of the first frame of each segment. */
  starts: readonly number[];
  secondsAt(frame: number): number;
  /** Seconds to decode and throw away before the frame can be shown. */
  prerollAt(frame: number): number;
};

/** Positions in `starts` at which chunks begin. */
export const chunkStarts = (layout: ChunkLayout): number[] => {
  const chosen = [0];
  if (layout.starts.length > 1) chosen.push(1);
  const third = layout.starts.length > 1 ? endOfSecond(layout) : undefined;
  if (third !== undefined) chosen.push(third);
  let from = chosen.at(-1) ?? 0;
  for (let count = evenCount(layout, from); ; ) {
    const next = nextChunk(layout, from, count);
    if (next === undefined) return chosen;
    chosen.push(next);
    from = next;
    count = Math.max(count - 1, leastCount(layout, from));
  }
};

const restAt = ({ durationSeconds, starts, secondsAt }: ChunkLayout, from: number): number =>
  durationSeconds - secondsAt(starts[from] ?? 0);

/** The second chunk is a short one where at least a whole one follows. */
const endOfSecond = (layout: ChunkLayout): number | undefined =>
  restAt(layout, 1) > layout.maxChunkSeconds ? cutWithin(layout, 1, SECOND_CHUNK_SECONDS) : undefined;

/** Chunks that the rest must become: none is too long, and no slot idles that a chunk of fair length could fill. */
const leastCount = (layout: ChunkLayout, from: number): number => {
  const rest = restAt(layout, from);
  const busy = Math.min(layout.encodeSlots, Math.floor(rest / MIN_CHUNK_SECONDS));
  return Math.max(Math.ceil(rest / layout.maxChunkSeconds), busy);
};

/** As many for one slot as for another, where they do not get too short by that: three chunks for two would leave one of them idle for a third of the time. */
const evenCount = (layout: ChunkLayout, from: number): number => {
  const count = leastCount(layout, from);
  const even = Math.ceil(count / layout.encodeSlots) * layout.encodeSlots;
  return restAt(layout, from) / even >= MIN_CHUNK_SECONDS ? even : count;
};

const nextChunk = (layout: ChunkLayout, from: number, count: number): number | undefined => {
  const { maxChunkSeconds } = layout;
  if (layout.starts[from] === undefined || count <= 1) return undefined;
  const ideal = restAt(layout, from) / count;
  return cutWithin(layout, from, {
    least: Math.max(Math.min(MIN_CHUNK_SECONDS, maxChunkSeconds) - SEGMENT_SECONDS, ideal - 8),
    ideal,
    most: Math.min(maxChunkSeconds, ideal + 8),
  });
};

type Length = { least: number; ideal: number; most: number };

/**
 * Where a chunk that begins at `from` best ends: nothing is decoded twice from a key frame on, but where several encode, the one with the
 * longest chunks should not keep the others waiting either.
 */
const cutWithin = (layout: ChunkLayout, from: number, { least, ideal, most }: Length): number | undefined => {
  const { starts, secondsAt, prerollAt } = layout;
  const begin = secondsAt(starts[from] ?? 0);
  // Long groups of pictures: a chunk at least as long as what must be decoded before it keeps the waste below a half,
  // where chunks of a fixed length would decode the source again and again from its only key frame.
  const atLeast = Math.max(least, 2 * prerollAt(starts[from] ?? 0));
  const atMost = Math.max(atLeast + 2 * SEGMENT_SECONDS, most);
  const after = starts.flatMap((frame, position) =>
    position > from && secondsAt(frame) - begin >= atLeast
      ? [{ position, seconds: secondsAt(frame) - begin, preroll: prerollAt(frame) }]
      : [],
  );
  const near = after.filter(({ seconds }) => seconds <= atMost);
  const candidates = near.length > 0 ? near : after.slice(0, 1);
  const cost = ({ seconds, preroll }: (typeof candidates)[number]): number =>
    preroll * DECODING_SHARE + Math.abs(seconds - ideal) * (layout.encodeSlots > 1 ? UNEVENNESS_SHARE : 1e-6);
  return candidates.toSorted((a, b) => cost(a) - cost(b))[0]?.position;
};
