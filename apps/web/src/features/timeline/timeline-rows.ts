import type { JobView, TaskView } from '@media/sdk';
import type { Span, TimeScale } from './time-scale';

export type AttemptView = TaskView['attempts'][number];

/** An attempt as it is drawn. `left` and `width` are fractions of the row's width. */
export type Bar = Span & {
  id: string;
  task: TaskView;
  attempt: AttemptView;
  left: number;
  width: number;
  /** Attempts that a worker runs at the same time are drawn in separate lanes, from 0. */
  lane: number;
};

/** The attempts of one worker. */
export type Row = { worker: string; laneCount: number; bars: Bar[] };

/** A running attempt lasts until now. */
export const spanOf = ({ startedAt, endedAt }: AttemptView, nowMs: number): Span => {
  const startMs = Date.parse(startedAt);
  return { startMs, endMs: Math.max(startMs, endedAt === undefined ? nowMs : Date.parse(endedAt)) };
};

export const attemptsOf = (job: JobView): { task: TaskView; attempt: AttemptView }[] =>
  job.tasks.flatMap((task) => task.attempts.map((attempt) => ({ task, attempt })));

const inLanes = (bars: readonly Bar[]): Row['bars'] => {
  const laneEnds: number[] = [];
  return bars.map((bar) => {
    const free = laneEnds.findIndex((endMs) => endMs <= bar.startMs);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = bar.endMs;
    return { ...bar, lane };
  });
};

/** One row per worker, in the order of their first attempts. */
export const timelineRows = (job: JobView, scale: TimeScale, nowMs: number): Row[] => {
  const bars = attemptsOf(job).map(({ task, attempt }): Bar => {
    const span = spanOf(attempt, nowMs);
    const left = scale.at(span.startMs);
    return {
      ...{ ...span, id: `${task.id} ${attempt.number}`, task, attempt },
      ...{ left, width: scale.at(span.endMs) - left, lane: 0 },
    };
  });
  const inOrder = bars.sort((a, b) => a.startMs - b.startMs);
  return [...new Set(inOrder.map(({ attempt }) => attempt.worker))].map((worker) => {
    const own = inLanes(inOrder.filter(({ attempt }) => attempt.worker === worker));
    return { worker, bars: own, laneCount: 1 + Math.max(...own.map(({ lane }) => lane)) };
  });
};

/** The bar to move to for an arrow key, Home or End; undefined if there is none, and for any other key. */
export const nextBar = (rows: readonly Row[], from: Bar, key: string): Bar | undefined => {
  const all = rows.flatMap(({ bars }) => bars);
  const rowIndex = rows.findIndex(({ worker }) => worker === from.attempt.worker);
  const nearestIn = (row: Row | undefined) =>
    row?.bars.toSorted((a, b) => Math.abs(a.startMs - from.startMs) - Math.abs(b.startMs - from.startMs))[0];
  const place = all.findIndex(({ id }) => id === from.id);
  switch (key) {
    case 'ArrowRight':
      return all[place + 1];
    case 'ArrowLeft':
      return all[place - 1];
    case 'ArrowDown':
      return nearestIn(rows[rowIndex + 1]);
    case 'ArrowUp':
      return nearestIn(rows[rowIndex - 1]);
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
};
