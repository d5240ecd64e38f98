import { SEGMENT_SECONDS } from './segment-lengths.js';

// The second chunk is short, too. It keeps a player busy until the first long one is ready.
const SECOND_CHUNK_SECONDS = { min: 8, ideal: 12, max: 16 };
const MIN_CHUNK_SECONDS = 30;
/** The cost of decoding a second and discarding it, relative to encoding it. */
const PREROLL_COST = 0.14;
/** Penalty per second of deviation from the ideal chunk length, relative to encoding a second. Low, because later chunks make up for most of it. */
const LENGTH_PENALTY = 0.1;

export type ChunkLayout = {
  encodeSlots: number;
  maxChunkSeconds: number;
  /** Duration of the whole video. */
  durationSeconds: number;
  /** Index of the first frame of each segment. */
  starts: readonly number[];
  secondsAt(frame: number): number;
  /** Seconds that must be decoded and discarded before the frame can be shown. */
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
    count = Math.max(count - 1, minCount(layout, from));
  }
};

const restAt = ({ durationSeconds, starts, secondsAt }: ChunkLayout, from: number): number =>
  durationSeconds - secondsAt(starts[from] ?? 0);

/** The end of a short second chunk, if more than a full-length chunk remains. */
const endOfSecond = (layout: ChunkLayout): number | undefined =>
  restAt(layout, 1) > layout.maxChunkSeconds ? cutWithin(layout, 1, SECOND_CHUNK_SECONDS) : undefined;

/** The minimum number of chunks for the rest: none is too long, and every slot gets one unless they would be too short. */
const minCount = (layout: ChunkLayout, from: number): number => {
  const rest = restAt(layout, from);
  const busy = Math.min(layout.encodeSlots, Math.floor(rest / MIN_CHUNK_SECONDS));
  return Math.max(Math.ceil(rest / layout.maxChunkSeconds), busy);
};

/** The same number of chunks for every slot, unless they get too short. Otherwise, three chunks in two slots would leave one slot idle half of the time. */
const evenCount = (layout: ChunkLayout, from: number): number => {
  const count = minCount(layout, from);
  const even = Math.ceil(count / layout.encodeSlots) * layout.encodeSlots;
  return restAt(layout, from) / even >= MIN_CHUNK_SECONDS ? even : count;
};

const nextChunk = (layout: ChunkLayout, from: number, count: number): number | undefined => {
  const { maxChunkSeconds } = layout;
  if (layout.starts[from] === undefined || count <= 1) return undefined;
  const ideal = restAt(layout, from) / count;
  return cutWithin(layout, from, {
    min: Math.max(Math.min(MIN_CHUNK_SECONDS, maxChunkSeconds) - SEGMENT_SECONDS, ideal - 8),
    ideal,
    max: Math.min(maxChunkSeconds, ideal + 8),
  });
};

type Length = { min: number; ideal: number; max: number };

/**
 * The best end of a chunk that begins at `from`. Cutting at a key frame means that nothing is decoded twice. With several slots, even
 * lengths matter too, so that slots don't wait for the longest chunk.
 */
const cutWithin = (layout: ChunkLayout, from: number, { min, ideal, max }: Length): number | undefined => {
  const { starts, secondsAt, prerollAt } = layout;
  const begin = secondsAt(starts[from] ?? 0);
  // With long groups of pictures, chunks of a fixed length would decode the source again and again from its only key frame. A chunk
  // that is twice as long as its preroll limits the waste to a third of the decoding.
  const atLeast = Math.max(min, 2 * prerollAt(starts[from] ?? 0));
  const atMost = Math.max(atLeast + 2 * SEGMENT_SECONDS, max);
  const after = starts.flatMap((frame, position) =>
    position > from && secondsAt(frame) - begin >= atLeast
      ? [{ position, seconds: secondsAt(frame) - begin, preroll: prerollAt(frame) }]
      : [],
  );
  const near = after.filter(({ seconds }) => seconds <= atMost);
  const candidates = near.length > 0 ? near : after.slice(0, 1);
  const cost = ({ seconds, preroll }: (typeof candidates)[number]): number =>
    preroll * PREROLL_COST + Math.abs(seconds - ideal) * (layout.encodeSlots > 1 ? LENGTH_PENALTY : 1e-6);
  return candidates.toSorted((a, b) => cost(a) - cost(b))[0]?.position;
};
