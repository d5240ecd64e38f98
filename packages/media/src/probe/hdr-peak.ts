import type { SideData } from './probe-document.js';

/** Values outside of it are mistakes of encoders: SDR is brighter, or PQ ends below. */
const PLAUSIBLE_NITS = { min: 100, max: 10_000 };

/** The brightest pixel: measured (MaxCLL), else that of the mastering display. */
export const hdrPeak = (sideData: readonly SideData[] = []): { hdrPeakNits?: number } => {
  const values = [
    ...sideData.map(({ max_content }) => max_content),
    ...sideData.map(({ max_luminance }) => luminance(max_luminance)),
  ];
  const nits = values.find(
    (value) => value !== undefined && value >= PLAUSIBLE_NITS.min && value <= PLAUSIBLE_NITS.max,
  );
  return nits === undefined ? {} : { hdrPeakNits: Math.round(nits) };
};

const luminance = (fraction = ''): number | undefined => {
  const [num = 0, den = 0] = fraction.split('/').map(Number);
  return den > 0 ? num / den : undefined;
};
