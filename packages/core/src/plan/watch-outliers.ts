/** Less doesn't matter, and occurs in intact files. */
const MIN_JUMP_SECONDS = 1;
/** How much further a wrong time is from the next one than the time before it. */
const MIN_RATIO = 10;
/** Nothing comes after the last packet that could tell whether its time is wrong. */
const MAX_LAST_JUMP_SECONDS = 10;

type Timed = { seconds?: number; isKey?: boolean };

/** Finds single packets of a track whose time fits neither the packet before nor the one after, as a flipped bit causes. */
export const watchOutliers = <P extends Timed>() => {
  const wrong: number[] = [];
  let index = -1;
  let latest: number | undefined;
  let held: { packet: P; seconds: number; index: number } | undefined;
  const isWrong = (before: number, doubtful: number, next: number): boolean =>
    (doubtful > next || doubtful < before) &&
    Math.abs(doubtful - next) > Math.max(MIN_JUMP_SECONDS, MIN_RATIO * Math.abs(next - before));
  /** The packet that was in doubt, if its time is right. */
  const decide = (isRight: (before: number, doubtful: number) => boolean): P[] => {
    const doubtful = held;
    if (!doubtful || latest === undefined) return [];
    held = undefined;
    if (!isRight(latest, doubtful.seconds)) {
      wrong.push(doubtful.index);
      return [];
    }
    latest = doubtful.seconds;
    return [doubtful.packet];
  };
  return {
    /** Returns the packets whose times are right, as soon as that is known. */
    add(packet: P): P[] {
      // Remuxing begins with a key frame.
      if (index < 0 && !packet.isKey) return [packet];
      index += 1;
      const { seconds } = packet;
      if (seconds === undefined) return [packet];
      const known = decide((before, doubtful) => !isWrong(before, doubtful, seconds));
      if (latest !== undefined && Math.abs(seconds - latest) > MIN_JUMP_SECONDS) {
        held = { packet, seconds, index };
        return known;
      }
      latest = seconds;
      return [...known, packet];
    },
    /** `othersEnd`: the last time of other tracks. */
    finish: (othersEnd: number): P[] =>
      decide((before, doubtful) => doubtful <= Math.max(before, othersEnd) + MAX_LAST_JUMP_SECONDS),
    /** The latest time that is right. */
    end: (): number => latest ?? Number.NEGATIVE_INFINITY,
    /** Positions of the others among the packets from the first key frame on. */
    wrong: (): readonly number[] => wrong,
  };
};
