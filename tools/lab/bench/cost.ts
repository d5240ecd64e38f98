/** User and system time of all processes, and wall time. */
export type Cost = { cpuSeconds: number; wallSeconds: number };

export const describe = ({ cpuSeconds, wallSeconds }: Cost): string =>
  `${cpuSeconds.toFixed(1)} CPU s, ${wallSeconds.toFixed(1)} s`;

export const describeRatio = ({ cpuSeconds, wallSeconds }: Cost): string =>
  `CPU × ${cpuSeconds.toFixed(3)}, wall × ${wallSeconds.toFixed(3)}`;

export const ratioOf = (a: Cost, b: Cost): Cost => ({
  cpuSeconds: a.cpuSeconds / b.cpuSeconds,
  wallSeconds: a.wallSeconds / b.wallSeconds,
});

export const medianOf = (costs: readonly Cost[]): Cost => ({
  cpuSeconds: median(costs.map(({ cpuSeconds }) => cpuSeconds)),
  wallSeconds: median(costs.map(({ wallSeconds }) => wallSeconds)),
});

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
