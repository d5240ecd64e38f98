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

/** Measures the first seconds of an upload by the bytes that have moved so far; undefined until it knows, then once. */
export const createSpeedProbe = (now: () => number = Date.now) => {
  let begin: number | undefined;
  let from: { at: number; movedBytes: number } | undefined;
  let isOver = false;
  return (movedBytes: number): number | undefined => {
    if (isOver || movedBytes === 0) return undefined;
    const at = now();
    begin ??= at;
    if (at - begin < BUFFERS_MS) return undefined;
    from ??= { at, movedBytes };
    if (at - from.at < MEASURE_MS) return undefined;
    isOver = true;
    return ((movedBytes - from.movedBytes) * 1000) / (at - from.at);
  };
};
