/** A few packets aren't a recording. */
const MIN_PACKETS = 10;

type Part = { first: number; last: number; fromSeconds: number; toSeconds: number; packets: number };

/**
 * Notices video that moves to another track in the middle of the file. Takes the packets of all video tracks with their offsets in the file:
 * demuxers return the last one of a track late.
 */
export const watchTracks = (streamIndex: number) => {
  const parts = new Map<number, Part>();
  return {
    add(track: number, seconds: number, offset: number): void {
      const { first = offset, fromSeconds = seconds, packets = 0 } = parts.get(track) ?? {};
      parts.set(track, { first, last: offset, fromSeconds, toSeconds: seconds, packets: packets + 1 });
    },
    /** How long the first of two parts lasts that follow one another in the file; undefined if there are none. */
    movesAfterSeconds(): number | undefined {
      const own = parts.get(streamIndex);
      if (!own) return undefined;
      const others = [...parts.values()].filter(
        ({ first, last, packets }) => packets >= MIN_PACKETS && (first > own.last || last < own.first),
      );
      const [earliest] = others.length > 0 ? [own, ...others].toSorted((a, b) => a.first - b.first) : [];
      return earliest && earliest.toSeconds - earliest.fromSeconds;
    },
  };
};
