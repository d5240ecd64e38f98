export type SizedSegment = { sizeBytes: number; durationSeconds: number };
export type Bandwidth = { peakBps: number; averageBps: number };

/**
 * RFC 8216 4.1: the peak segment bit rate is the largest of any contiguous set of segments whose duration is between 0.5 and 1.5
 * times the target duration; the average is total bits divided by total seconds. A single short segment at the end counts with its neighbors.
 */
export const measureBandwidth = (segments: readonly SizedSegment[], targetDurationSeconds: number): Bandwidth => {
  const averageBps = rate(segments);
  let peakBps = 0;
  for (let first = 0; first < segments.length; first += 1) {
    let [bytes, seconds] = [0, 0];
    // Summed incrementally, because a window can contain thousands of segments.
    for (let index = first; index < segments.length; index += 1) {
      const { sizeBytes = 0, durationSeconds = 0 } = segments[index] ?? {};
      seconds += durationSeconds;
      if (seconds > 1.5 * targetDurationSeconds) break;
      bytes += sizeBytes;
      if (seconds >= 0.5 * targetDurationSeconds) peakBps = Math.max(peakBps, bitsPerSecond(bytes, seconds));
    }
  }
  return { peakBps: Math.max(peakBps, averageBps), averageBps };
};

const rate = (segments: readonly SizedSegment[]): number =>
  bitsPerSecond(
    segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0),
  );

const bitsPerSecond = (bytes: number, seconds: number): number => (seconds > 0 ? Math.ceil((8 * bytes) / seconds) : 0);
