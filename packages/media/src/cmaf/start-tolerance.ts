import { type Clock, fractionValue } from '@media/core';

/** Plans round the starts of segments to microseconds, and the next frame, even of the fastest video, begins further away. */
export const PLANNED_START_TOLERANCE_SECONDS = 0.002;

/** By how much a segment may miss its planned start. Variable times are rounded twice: to ticks, and to microseconds. */
export const startToleranceSeconds = ({ kind, tick }: Clock): number =>
  (kind === 'variable' ? 1.5 : 0.5) * fractionValue(tick);

/** Renditions count in different ticks when one is copied: starts that differ by less are the same. */
const ALIGNMENT_TOLERANCE_SECONDS = 0.001;

export const isAligned = (aSeconds: number, bSeconds: number): boolean =>
  Math.abs(aSeconds - bSeconds) <= ALIGNMENT_TOLERANCE_SECONDS;
