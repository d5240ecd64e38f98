/** Output options that set how long the frame at `index`, counted in packets, is shown; in ticks of the stream. */
export const frameDuration = ({ index, ticks }: { index: number; ticks: number }): string[] => [
  ...['-bsf:v', `setts=duration=if(eq(N\\,${index})\\,${ticks}\\,DURATION)`],
];
