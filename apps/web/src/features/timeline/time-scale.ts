export type Span = { startMs: number; endMs: number };

export type TimeScale = {
  startMs: number;
  endMs: number;
  /** The position of a time, from 0 (start) to 1 (end). */
  at(ms: number): number;
  /** The positions at which a long gap is drawn as a short break, from 0 to 1. */
  breaks: number[];
};

/** A gap longer than this share of the busy time is shortened, such as before a retry on another day. */
const LONG_SHARE = 0.25;
const BREAK_SHARE = 0.05;

const mergeSpans = (spans: readonly Span[]): Span[] => {
  const merged: Span[] = [];
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
};

/** How long at least one span was active. */
export const busyMs = (spans: readonly Span[]): number =>
  sum(mergeSpans(spans).map(({ startMs, endMs }) => endMs - startMs));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** A scale that keeps all spans visible, however long the gaps between them. */
export const timeScale = (spans: readonly Span[]): TimeScale => {
  const busy = mergeSpans(spans);
  const totalBusyMs = busyMs(spans);
  const gaps = busy.map(({ startMs }, index) => startMs - (busy[index - 1]?.endMs ?? startMs));
  const isLong = (gapMs: number) => gapMs > LONG_SHARE * totalBusyMs;
  const shownGaps = gaps.map((gapMs) => (isLong(gapMs) ? BREAK_SHARE * totalBusyMs : gapMs));
  // Spans without a length must not divide by zero.
  const totalMs = totalBusyMs + sum(shownGaps) || 1;
  const positionOf = (index: number) =>
    sum(shownGaps.slice(0, index + 1)) + sum(busy.slice(0, index).map(({ startMs, endMs }) => endMs - startMs));
  return {
    startMs: busy[0]?.startMs ?? 0,
    endMs: busy.at(-1)?.endMs ?? 0,
    at: (ms) => {
      const index = Math.max(
        0,
        busy.findLastIndex(({ startMs }) => startMs <= ms),
      );
      const { startMs, endMs } = busy[index] ?? { startMs: ms, endMs: ms };
      return (positionOf(index) + Math.min(Math.max(ms, startMs), endMs) - startMs) / totalMs;
    },
    breaks: gaps.flatMap((gapMs, index) =>
      isLong(gapMs) ? [(positionOf(index) - (shownGaps[index] ?? 0) / 2) / totalMs] : [],
    ),
  };
};
