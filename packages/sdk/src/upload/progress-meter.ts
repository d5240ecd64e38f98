export type UploadProgress = {
  /** Confirmed by the store. Grows part by part; shrinks only if the store turns out to lack a part. */
  sentBytes: number;
  /** Sent, but not confirmed yet. Shrinks when a part fails and has to be sent again. */
  inFlightBytes: number;
  totalBytes: number;
  /** Average of the last seconds, including bytes in flight; 0 until there is something to measure. */
  bytesPerSecond: number;
};

const WINDOW_MS = 5_000;
// Four parallel parts report up to twenty times a second each; a progress bar needs far less.
const REPORT_EVERY_MS = 100;

type Options = {
  totalBytes: number;
  onProgress: (progress: UploadProgress) => void;
  now?: () => number;
};

/** Adds up confirmed bytes and bytes in flight, and reports the total at most ten times a second. */
export const createProgressMeter = ({ totalBytes, onProgress, now = Date.now }: Options) => {
  const inFlightByPart = new Map<number, number>();
  const confirmedByPart = new Map<number, number>();
  let samples: { at: number; movedBytes: number }[] = [];
  let reportedAt = Number.NEGATIVE_INFINITY;

  const report = (isForced: boolean, sentBytes = sumOf(confirmedByPart)): void => {
    const at = now();
    if (!isForced && at - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = at;
    const inFlightBytes = Math.min(sumOf(inFlightByPart), totalBytes - sentBytes);
    samples = [
      ...samples.filter((sample) => at - sample.at <= WINDOW_MS),
      { at, movedBytes: sentBytes + inFlightBytes },
    ];
    onProgress({ sentBytes, inFlightBytes, totalBytes, bytesPerSecond: speedOf(samples) });
  };

  return {
    /** Parts that the store has from an earlier attempt count as sent, but not toward the speed. */
    startWith: (parts: readonly { partNumber: number; start: number; end: number }[]): void => {
      for (const { partNumber, start, end } of parts) confirmedByPart.set(partNumber, end - start);
      report(true);
    },
    /** `sentBytes`: total for this part so far, not confirmed yet. */
    sent: (partNumber: number, sentBytes: number): void => {
      confirmedByPart.delete(partNumber);
      inFlightByPart.set(partNumber, sentBytes);
      report(false);
    },
    /** Sending a part failed, or the store lacks it. Reported immediately, because the next report can be far away. */
    lost: (partNumber: number): void => {
      confirmedByPart.delete(partNumber);
      inFlightByPart.delete(partNumber);
      report(true);
    },
    /** The store confirmed a part. Reported immediately: if the connection stalls now, no later report would include it. */
    arrived: (partNumber: number, sizeBytes: number): void => {
      inFlightByPart.delete(partNumber);
      confirmedByPart.set(partNumber, sizeBytes);
      report(true);
    },
    /** The upload is complete, including parts with a lost response. */
    finish: (): void => report(true, totalBytes),
  };
};

const sumOf = (bytesByPart: ReadonlyMap<number, number>): number =>
  [...bytesByPart.values()].reduce((total, bytes) => total + bytes, 0);

const speedOf = (samples: readonly { at: number; movedBytes: number }[]): number => {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (!first || !last || last.at === first.at) return 0;
  // A failed part subtracts its bytes; that must not show as a negative speed.
  return Math.max(0, ((last.movedBytes - first.movedBytes) * 1000) / (last.at - first.at));
};

export type ProgressMeter = ReturnType<typeof createProgressMeter>;
