export type UploadProgress = {
  /** What the store has confirmed. It grows part by part, and shrinks only when the store turns out to have lost one. */
  sentBytes: number;
  /** On the way, of parts that are not confirmed yet: those of a part that breaks are taken back. */
  inFlightBytes: number;
  totalBytes: number;
  /** Over the last seconds, with what is on the way; 0 until there is something to measure. */
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

/** Adds up the bytes of parts in flight and done, and reports at most ten times a second how far the whole is. */
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
    /** Parts that the store has from an earlier try: they count, but not as speed. */
    startWith: (parts: readonly { partNumber: number; start: number; end: number }[]): void => {
      for (const { partNumber, start, end } of parts) confirmedByPart.set(partNumber, end - start);
      report(true);
    },
    /** `sentBytes` of a part so far, which is not confirmed. */
    sent: (partNumber: number, sentBytes: number): void => {
      confirmedByPart.delete(partNumber);
      inFlightByPart.set(partNumber, sentBytes);
      report(false);
    },
    /** A part broke, or the store lacks it after all: reported at once, because nothing may follow for a while. */
    lost: (partNumber: number): void => {
      confirmedByPart.delete(partNumber);
      inFlightByPart.delete(partNumber);
      report(true);
    },
    /** The store has a part: reported at once, because a line that stalls now would leave the last report unsaid. */
    arrived: (partNumber: number, sizeBytes: number): void => {
      inFlightByPart.delete(partNumber);
      confirmedByPart.set(partNumber, sizeBytes);
      report(true);
    },
    /** Everything is there, also the part whose answer was lost. */
    finish: (): void => report(true, totalBytes),
  };
};

const sumOf = (bytesByPart: ReadonlyMap<number, number>): number =>
  [...bytesByPart.values()].reduce((total, bytes) => total + bytes, 0);

const speedOf = (samples: readonly { at: number; movedBytes: number }[]): number => {
  const [first, last] = [samples.at(0), samples.at(-1)];
  if (!first || !last || last.at === first.at) return 0;
  // A part that failed takes its bytes back: that is no negative speed.
  return Math.max(0, ((last.movedBytes - first.movedBytes) * 1000) / (last.at - first.at));
};

export type ProgressMeter = ReturnType<typeof createProgressMeter>;
