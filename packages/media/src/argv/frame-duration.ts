/** A frame with a known duration, which the muxer could only guess. */
export type TimedFrame = {
  /** Packet index. */
  index: number;
  /** Duration in ticks of the stream, or a setts expression. */
  ticks: number | string;
  /** End of the last frame in ticks of the stream. Limits the declared durations of other frames, which a muxer would trust. */
  endTicks?: number;
};

// Muxers reject longer samples.
const MAX_TICKS = 2 ** 31 - 1;

/**
 * The bitstream filter that sets the duration of a frame. By default, setts derives presentation times from decode times, so both are
 * given.
 */
export const frameDuration = ({ index, ticks, endTicks }: TimedFrame): string => {
  const others = endTicks === undefined ? 'DURATION' : `clip(${endTicks}-PTS\\,0\\,${MAX_TICKS})`;
  return `setts=pts=PTS:dts=DTS:duration=if(eq(N\\,${index})\\,${ticks}\\,${others})`;
};
