import { type Clock, fractionValue } from '@media/core';

/** More than the microseconds that plans round segment starts to, and less than the frame duration of the fastest video. */
export const PLANNED_START_TOLERANCE_SECONDS = 0.002;

/** The allowed deviation from a segment's planned start. Variable times are rounded twice: to ticks and to microseconds. */
export const startToleranceSeconds = ({ kind, tick }: Clock): number =>
  (kind === 'variable' ? 1.5 : 0.5) * fractionValue(tick);

/** Renditions have different ticks if one is copied. Starts that differ by less count as equal. */
const ALIGNMENT_TOLERANCE_SECONDS = 0.001;

export const isAligned = (aSeconds: number, bSeconds: number): boolean =>
  Math.abs(aSeconds - bSeconds) <= ALIGNMENT_TOLERANCE_SECONDS;
