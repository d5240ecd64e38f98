import { formatElapsed } from '../../format/format-elapsed';

/** Less would read as 0.0 s. */
const LEAST_SHOWN_SECONDS = 0.05;

/** `CPU time: 2.1 s`; undefined if it was not measured or is negligible. */
export const formatCpu = (cpuSeconds = 0): string | undefined =>
  cpuSeconds < LEAST_SHOWN_SECONDS ? undefined : `CPU time: ${formatElapsed(cpuSeconds * 1000)}`;
