import type { Fraction } from './source-probe.js';

/** Matroska rounds times to milliseconds. */
export const MATROSKA_TICK_SECONDS = 0.001;

export const fractionValue = ({ num, den }: Fraction): number => (den === 0 ? 0 : num / den);

/** Seconds rounded to whole microseconds. */
export const toMicroseconds = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** Converts to ticks of `to`, rounding half up as av_rescale_q does for non-negative times. Exact up to 2^53. */
export const rescaleTicks = (ticks: number, from: Fraction, to: Fraction): number => {
  const multiplier = from.num * to.den;
  const divisor = from.den * to.num;
  // A plain product would exceed the safe integers after a few days of microseconds.
  const whole = Math.floor(ticks / divisor);
  const rest = ticks - whole * divisor;
  return whole * multiplier + Math.floor((2 * rest * multiplier + divisor) / (2 * divisor));
};

const STANDARD_RATES: Fraction[] = [
  ...[10, 12, 15, 20, 24, 25, 30, 48, 50, 60].map((num) => ({ num, den: 1 })),
  ...[24, 30, 48, 60].map((rate) => ({ num: rate * 1000, den: 1001 })),
];

/** The standard film or TV rate within 0.02% or another share, else the rate itself in lowest terms. */
export const nearestStandardRate = (rate: Fraction, tolerance = 0.0002): Fraction => {
  const distance = (standard: Fraction) => Math.abs(fractionValue(standard) / fractionValue(rate) - 1);
  const nearest = STANDARD_RATES.toSorted((a, b) => distance(a) - distance(b))[0];
  return nearest && distance(nearest) < tolerance ? nearest : lowestTerms(rate);
};

/** Divides the rate by the smallest whole number that makes it at most `max`, so that frames are dropped evenly. */
export const limitRate = (rate: Fraction, max: number): Fraction =>
  lowestTerms({ num: rate.num, den: rate.den * Math.max(1, Math.ceil(fractionValue(rate) / max - 0.001)) });

const lowestTerms = ({ num, den }: Fraction): Fraction => {
  const divisor = greatestCommonDivisor(num, den) || 1;
  return { num: num / divisor, den: den / divisor };
};

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
