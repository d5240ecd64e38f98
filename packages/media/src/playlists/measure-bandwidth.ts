export type SizedSegment = { sizeBytes: number; durationSeconds: number };
export type Bandwidth = { peakBps: number; averageBps: number };

/**
 * RFC 8216 4.1: the peak segment bit rate is the largest of any contiguous set of segments whose duration is between 0.5 and 1.5
 * times the target duration; the average is all bits by all seconds. A lone short segment at the end counts in its neighbours.
 */
export const measureBandwidth = (segments: readonly SizedSegment[], targetDurationSeconds: number): Bandwidth => {
  const averageBps = rate(segments);
  let peakBps = 0;
  for (let first = 0; first < segments.length; first += 1) {
    for (let end = first + 1; end <= segments.length; end += 1) {
      const set = segments.slice(first, end);
      const seconds = duration(set);
      if (seconds > 1.5 * targetDurationSeconds) break;
      if (seconds >= 0.5 * targetDurationSeconds) peakBps = Math.max(peakBps, rate(set));
    }
  }
  return { peakBps: Math.max(peakBps, averageBps), averageBps };
};

const duration = (segments: readonly SizedSegment[]): number =>
  segments.reduce((sum, { durationSeconds }) => sum + durationSeconds, 0);

const rate = (segments: readonly SizedSegment[]): number => {
  const bits = 8 * segments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const seconds = duration(segments);
  return seconds > 0 ? Math.ceil(bits / seconds) : 0;
};
