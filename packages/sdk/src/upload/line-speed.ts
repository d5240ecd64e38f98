/**
 * Four parts of the usual 16 MiB take longer than a minute at this rate: so long nothing would be confirmed, and a line
 * that breaks would have sent them in vain.
 */
export const SLOW_BYTES_PER_SECOND = 1024 * 1024;
/** The smallest that S3 takes. */
export const SMALL_PART_BYTES = 5 * 1024 * 1024;

/** What is handed over first fills buffers on this machine, and says nothing about the line. */
const BUFFERS_MS = 1_000;
const MEASURE_MS = 3_000;

/** What a client has measured of its line. One is shared by all uploads of a client. */
export const createLineSpeed = () => {
  let bytesPerSecond: number | undefined;
  return {
    isSlow: (): boolean => bytesPerSecond !== undefined && bytesPerSecond < SLOW_BYTES_PER_SECOND,
    measured: (measured: number): void => {
      bytesPerSecond = measured;
    },
  };
};

export type LineSpeed = ReturnType<typeof createLineSpeed>;

/**
 * Measures the first seconds of an upload, and reports once. Its clock runs only while a part is being handed over: waiting
 * for checksums, signatures and the store's answers says nothing about the line.
 */
export const createSpeedProbe = (onMeasured: (bytesPerSecond: number) => void, now: () => number = Date.now) => {
  const sentByPart = new Map<number, number>();
  const underWay = new Set<number>();
  let [busyMs, movedBytes, lastAt] = [0, 0, now()];
  let from: { busyMs: number; movedBytes: number } | undefined;
  let isOver = false;

  const tick = (): void => {
    const at = now();
    if (underWay.size > 0) busyMs += at - lastAt;
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
    /** `sentBytes` of a part so far. */
    sent: (partNumber: number, sentBytes: number, sizeBytes: number): void => {
      tick();
      movedBytes += Math.max(0, sentBytes - (sentByPart.get(partNumber) ?? 0));
      sentByPart.set(partNumber, sentBytes);
      if (sentBytes < sizeBytes) underWay.add(partNumber);
      else underWay.delete(partNumber);
      measure();
    },
    /** A part broke. */
    lost: (partNumber: number): void => {
      tick();
      underWay.delete(partNumber);
      sentByPart.delete(partNumber);
    },
  };
};

export type SpeedProbe = ReturnType<typeof createSpeedProbe>;
