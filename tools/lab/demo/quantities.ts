const scaled = (value: number, units: readonly string[]): string => {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  const number = value / 1000 ** power;
  return `${number.toFixed(power > 0 && number < 100 ? 1 : 0)} ${units[power]}`;
};

/** `41.2 MB` */
export const formatBytes = (sizeBytes: number): string => scaled(sizeBytes, ['B', 'kB', 'MB', 'GB', 'TB']);

/** `3.4 Mbit/s` */
export const formatBitrate = (bitrateBps: number): string =>
  scaled(bitrateBps, ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s']);

/** `15.0 s`, `2:05 min`, `1:02:03 h` */
export const formatDuration = (durationMs: number): string => {
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const total = Math.round(durationMs / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)} h` : `${minutes}:${two(seconds)} min`;
};
