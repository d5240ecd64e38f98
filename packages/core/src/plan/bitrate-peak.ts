import { fractionValue } from './rates.js';
import type { Fraction } from './source-probe.js';

/** About a segment: players measure and buffer in segments. */
const WINDOW_SECONDS = 4;

/** Finds the highest bitrate over four whole seconds. Packets can come in any order. */
export const trackPeak = (timeBase: Fraction) => {
  const tickSeconds = fractionValue(timeBase);
  const bySecond = new Map<number, number>();
  const windowFrom = (second: number): number =>
    Array.from({ length: WINDOW_SECONDS }, (_, index) => bySecond.get(second + index) ?? 0).reduce((a, b) => a + b);
  return {
    add(pts: number, sizeBytes: number): void {
      const second = Math.floor(pts * tickSeconds);
      bySecond.set(second, (bySecond.get(second) ?? 0) + sizeBytes);
    },
    /** Too low for video that is shorter than the window, whose average says more. */
    bps(): number {
      let most = 0;
      for (const second of bySecond.keys()) most = Math.max(most, windowFrom(second));
      return (most * 8) / WINDOW_SECONDS;
    },
  };
};
