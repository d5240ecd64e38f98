import { median } from '../cost.ts';
import type { Sample } from './sample.ts';

export type Samples = Readonly<Record<string, readonly Sample[]>>;

const perGb = (seconds: readonly number[], sizeBytes: number): string =>
  (median(seconds) / (sizeBytes / 1e9)).toFixed(2);

const range = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;

/** Throughput of `ours` relative to `theirs`, for each pair. */
const ratiosOf = (ours: readonly Sample[], theirs: readonly Sample[], key: 'sentSeconds' | 'wallSeconds'): number[] =>
  ours.map((sample, pair) => (theirs[pair]?.[key] ?? Number.NaN) / sample[key]);

/** Rows for `console.table`: medians, and the throughput of the first contender relative to each. Pure. */
export const report = (samples: Samples, sizeBytes: number): Record<string, Record<string, string>> => {
  const [ours = []] = Object.values(samples);
  const rows = Object.entries(samples).map(([name, taken]) => {
    const of = (read: (sample: Sample) => number): number[] => taken.map(read);
    const api = taken.flatMap(({ cpuSeconds }) => cpuSeconds.api ?? []);
    const row = {
      'MB/s sent': (sizeBytes / 1e6 / median(of(({ sentSeconds }) => sentSeconds))).toFixed(0),
      'MB/s to the end': (sizeBytes / 1e6 / median(of(({ wallSeconds }) => wallSeconds))).toFixed(0),
      'CPU s/GB: client': perGb(
        of(({ cpuSeconds }) => cpuSeconds.client),
        sizeBytes,
      ),
      server: perGb(
        of(({ cpuSeconds }) => cpuSeconds.store),
        sizeBytes,
      ),
      API: api.length > 0 ? perGb(api, sizeBytes) : '',
      'SDK / this, sent': taken === ours ? '' : range(ratiosOf(ours, taken, 'sentSeconds')),
      'SDK / this, to the end': taken === ours ? '' : range(ratiosOf(ours, taken, 'wallSeconds')),
    };
    return [name, row] as const;
  });
  return Object.fromEntries(rows);
};
