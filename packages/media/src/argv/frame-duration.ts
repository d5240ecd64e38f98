/**
 * Output options that set how long the frame at `index`, counted in packets, is shown; in ticks of the stream.
 * Left to its defaults setts makes presentation times of decode times, so both are named.
 */
export const frameDuration = ({ index, ticks }: { index: number; ticks: number }): string[] => [
  ...['-bsf:v', `setts=pts=PTS:dts=DTS:duration=if(eq(N\\,${index})\\,${ticks}\\,DURATION)`],
];
