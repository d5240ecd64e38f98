/** A time range in seconds of the source, in which a track has no packets. */
export type TimeGap = { fromSeconds: number; toSeconds: number };

/** Less is hardly noticed. */
const MIN_GAP_SECONDS = 0.5;
/** If more packets are late, the track was recorded like that, such as slides. */
const MIN_PACKETS_PER_GAP = 5;
const MAX_GAPS = 100;

/** Notices where packets of a track are missing. Takes their times in seconds, and ignores those that go back. */
export const watchGaps = () => {
  const late: TimeGap[] = [];
  let latest: number | undefined;
  let [count, total] = [0, 0];
  return {
    add(seconds: number): void {
      const step = seconds - (latest ?? seconds);
      if (latest !== undefined && step <= 0) return;
      if (latest === undefined || step <= MIN_GAP_SECONDS) {
        count += 1;
        total += step;
      } else if (late.length <= MAX_GAPS) late.push({ fromSeconds: latest, toSeconds: seconds });
      latest = seconds;
    },
    gaps(): TimeGap[] {
      if (late.length > Math.min(MAX_GAPS, count / MIN_PACKETS_PER_GAP)) return [];
      const packetSeconds = total / Math.max(1, count - 1);
      return late
        .map(({ fromSeconds, toSeconds }) => ({ fromSeconds: fromSeconds + packetSeconds, toSeconds }))
        .filter(({ fromSeconds, toSeconds }) => toSeconds - fromSeconds > MIN_GAP_SECONDS);
    },
  };
};
