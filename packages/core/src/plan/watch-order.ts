/** Packets that are stored this much later than they are played aren't reordered. */
export const STARTS_OVER_SECONDS = 1;
/** A single wrong time among right ones is damage. */
const MIN_BEHIND = 2;

/** Notices times of a track that start over, as in joined recordings. Takes the time of every packet in file order. */
export const watchOrder = () => {
  let latest = Number.NEGATIVE_INFINITY;
  let behind = 0;
  let startsOver = false;
  return {
    add(seconds: number): void {
      behind = seconds <= latest - STARTS_OVER_SECONDS ? behind + 1 : 0;
      latest = Math.max(latest, seconds);
      if (behind >= MIN_BEHIND) startsOver = true;
    },
    startsOver: (): boolean => startsOver,
  };
};
