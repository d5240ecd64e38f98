export type Span = { startMs: number; endMs: number };

export type TimeScale = {
  startMs: number;
  endMs: number;
  /** How long anything was done. */
  busyMs: number;
  /** Where a time is between the beginning (0) and the end (1). */
  at(ms: number): number;
  /** Where long times in which nothing was done are drawn as a short break, between 0 and 1. */
  breaks: number[];
};

/** Nothing done for longer than this share of all that was done is drawn shorter: a retry on another day. */
const LONG_SHARE = 0.25;
const BREAK_SHARE = 0.05;

/** The times in which anything was done, in order. */
const mergeSpans = (spans: readonly Span[]): Span[] => {
  const merged: Span[] = [];
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
};

/** How long anything was done. */
export const busyMs = (spans: readonly Span[]): number =>
  sum(mergeSpans(spans).map(({ startMs, endMs }) => endMs - startMs));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A scale on which all spans can be seen, whatever time lies between them. */
export const timeScale = (spans: readonly Span[]): TimeScale => {
  const busy = mergeSpans(spans);
  const doneMs = busyMs(spans);
  const gaps = busy.map(({ startMs }, index) => startMs - (busy[index - 1]?.endMs ?? startMs));
  const isLong = (gapMs: number) => gapMs > LONG_SHARE * doneMs;
  const shownGaps = gaps.map((gapMs) => (isLong(gapMs) ? BREAK_SHARE * doneMs : gapMs));
  // Nothing has a length when only a moment is shown.
  const totalMs = doneMs + sum(shownGaps) || 1;
  const placeOf = (index: number) =>
    sum(shownGaps.slice(0, index + 1)) + sum(busy.slice(0, index).map(({ startMs, endMs }) => endMs - startMs));
  return {
    startMs: busy[0]?.startMs ?? 0,
    endMs: busy.at(-1)?.endMs ?? 0,
    busyMs: doneMs,
    at: (ms) => {
      const index = Math.max(
        0,
        busy.findLastIndex(({ startMs }) => startMs <= ms),
      );
      const { startMs, endMs } = busy[index] ?? { startMs: ms, endMs: ms };
      return (placeOf(index) + Math.min(Math.max(ms, startMs), endMs) - startMs) / totalMs;
    },
    breaks: gaps.flatMap((gapMs, index) =>
      isLong(gapMs) ? [(placeOf(index) - (shownGaps[index] ?? 0) / 2) / totalMs] : [],
    ),
  };
};
