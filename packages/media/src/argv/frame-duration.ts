/** A frame whose time on the screen is known better than the muxer guesses. */
export type TimedFrame = {
  /** Counted in packets. */
  index: number;
  /** How long it is shown, in ticks of the stream; or what setts is to make of its times. */
  ticks: number | string;
  /** When the last frame ends, in ticks of the stream. Then no other is said to last longer: a muxer would believe it. */
  endTicks?: number;
};

// A muxer refuses longer samples.
const MAX_TICKS = 2 ** 31 - 1;

/**
 * The bitstream filter that sets how long a frame is shown. Left to its defaults setts makes presentation times of decode
 * times, so both are named.
 */
export const frameDuration = ({ index, ticks, endTicks }: TimedFrame): string => {
  const others = endTicks === undefined ? 'DURATION' : `clip(${endTicks}-PTS\\,0\\,${MAX_TICKS})`;
  return `setts=pts=PTS:dts=DTS:duration=if(eq(N\\,${index})\\,${ticks}\\,${others})`;
};
