/**
 * Below this rate, four parallel parts of the usual 16 MiB take longer than a minute. Nothing would be confirmed for that
 * long, and a broken connection would waste all four.
 */
export const SLOW_BYTES_PER_SECOND = 1024 * 1024;
/** The smallest part size that S3 accepts. */
export const SMALL_PART_BYTES = 5 * 1024 * 1024;

/** The first bytes only fill buffers on this machine and don't show how fast the connection is. */
const BUFFERS_MS = 1_000;
const MEASURE_MS = 3_000;

/** The measured speed of a client's connection, shared by all its uploads. */
export const createConnectionSpeed = () => {
  let bytesPerSecond: number | undefined;
  return {
    isSlow: (): boolean => bytesPerSecond !== undefined && bytesPerSecond < SLOW_BYTES_PER_SECOND,
    measured: (measured: number): void => {
      bytesPerSecond = measured;
    },
  };
};

export type ConnectionSpeed = ReturnType<typeof createConnectionSpeed>;

/**
 * Measures the first seconds of an upload and reports once. Its clock runs only while part data is being sent: time spent on
 * checksums, signatures and responses doesn't count.
 */
export const createSpeedProbe = (onMeasured: (bytesPerSecond: number) => void, now: () => number = Date.now) => {
  const sentByPart = new Map<number, number>();
  const inFlight = new Set<number>();
  let [busyMs, movedBytes, lastAt] = [0, 0, now()];
  let from: { busyMs: number; movedBytes: number } | undefined;
  let isOver = false;

  const tick = (): void => {
    const at = now();
    if (inFlight.size > 0) busyMs += at - lastAt;
    lastAt = at;
  };
  const measure = (): void => {
    if (isOver || busyMs < BUFFERS_MS) return;
    from ??= { busyMs, movedBytes };
    if (busyMs - from.busyMs < MEASURE_MS) return;
    isOver = true;
    onMeasured(((movedBytes - from.movedBytes) * 1000) / (busyMs - from.busyMs));
  };

  return {
    /** `sentBytes`: total for this part so far. */
    sent: (partNumber: number, sentBytes: number, sizeBytes: number): void => {
      tick();
      movedBytes += Math.max(0, sentBytes - (sentByPart.get(partNumber) ?? 0));
      sentByPart.set(partNumber, sentBytes);
      if (sentBytes < sizeBytes) inFlight.add(partNumber);
      else inFlight.delete(partNumber);
      measure();
    },
    /** Sending a part failed. */
    lost: (partNumber: number): void => {
      tick();
      inFlight.delete(partNumber);
      sentByPart.delete(partNumber);
    },
  };
};

export type SpeedProbe = ReturnType<typeof createSpeedProbe>;
