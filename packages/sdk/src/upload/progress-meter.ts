export type UploadProgress = {
  /** All of them only once the store has confirmed every part: what a line has taken may still be on its way. */
  sentBytes: number;
  totalBytes: number;
  /** Over the last seconds; 0 until there is something to measure. */
  bytesPerSecond: number;
};

const WINDOW_MS = 5_000;
// Four parts report up to twenty times a second each; a reader needs far less.
const REPORT_EVERY_MS = 100;

type Options = {
  totalBytes: number;
  onProgress: (progress: UploadProgress) => void;
  now?: () => number;
};

/** Adds up the bytes of parts in flight and done, and tells at most ten times a second how far the whole is. */
export const createProgressMeter = ({ totalBytes, onProgress, now = Date.now }: Options) => {
  const sentByPart = new Map<number, number>();
  const confirmedByPart = new Map<number, number>();
  let samples: { at: number; sentBytes: number }[] = [];
  let reportedAt = Number.NEGATIVE_INFINITY;

  const sent = (): number => {
    const isConfirmed = sumOf(confirmedByPart) >= totalBytes;
    return isConfirmed ? totalBytes : Math.min(sumOf(sentByPart), totalBytes - 1);
  };

  const report = (isForced: boolean, sentBytes = sent()): void => {
    const at = now();
    if (!isForced && at - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = at;
    samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, sentBytes }];
    onProgress({ sentBytes, totalBytes, bytesPerSecond: speedOf(samples) });
  };

  return {
    /** Parts that the store has from an earlier try: they count, but not as speed. */
    startWith: (parts: readonly { partNumber: number; start: number; end: number }[]): void => {
      for (const { partNumber, start, end } of parts) {
        sentByPart.set(partNumber, end - start);
        confirmedByPart.set(partNumber, end - start);
      }
      report(true);
    },
    /** `sentBytes` of a part so far; 0 when its try failed. */
    sent: (partNumber: number, sentBytes: number): void => {
      sentByPart.set(partNumber, sentBytes);
      // Sent again: the store turned out to lack it.
      confirmedByPart.delete(partNumber);
      report(false);
    },
    /** The store has a part: told at once, because a line that stalls now would leave the last report unsaid. */
    arrived: (partNumber: number, sizeBytes: number): void => {
      confirmedByPart.set(partNumber, sizeBytes);
      report(true);
    },
    /** Everything is there, also the part whose answer was lost. */
    finish: (): void => report(true, totalBytes),
  };
};

const sumOf = (bytesByPart: ReadonlyMap<number, number>): number =>
  [...bytesByPart.values()].reduce((total, bytes) => total + bytes, 0);

const speedOf = (samples: readonly { at: number; sentBytes: number }[]): number => {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (!first || !last || last.at === first.at) return 0;
  // A part that failed takes its bytes back: that is no negative speed.
  return Math.max(0, ((last.sentBytes - first.sentBytes) * 1000) / (last.at - first.at));
};

export type ProgressMeter = ReturnType<typeof createProgressMeter>;
