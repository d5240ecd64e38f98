/** `640 kbit/s`, `4.2 Mbit/s`. */
export const formatBitrate = (bitrateBps: number): string => {
  const kilobits = bitrateBps / 1000;
  if (kilobits < 1000) return `${Math.round(kilobits)} kbit/s`;
  const megabits = kilobits / 1000;
  return `${megabits.toFixed(megabits < 10 ? 1 : 0)} Mbit/s`;
};

/** Undefined while the duration is unknown. */
export const averageBitrate = (sizeBytes: number, durationMs: number | undefined): number | undefined =>
  durationMs ? (sizeBytes * 8 * 1000) / durationMs : undefined;
