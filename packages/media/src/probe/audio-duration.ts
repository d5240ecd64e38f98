/**
 * Adds up the durations of packets from the lines of `audioTailArgs`. Those that end before `fromSeconds` of the source don't count, nor
 * those that an edit list removes.
 */
export const collectAudioDuration = (fromSeconds: number) => {
  let total: number | undefined;
  return {
    add: (line: string): void => {
      const [pts = '', duration = '', flags = ''] = line.split(',');
      const seconds = Number.parseFloat(duration);
      const end = Number.parseFloat(pts) + seconds;
      if (!Number.isFinite(end) || end <= fromSeconds || flags[1] === 'D') return;
      total = (total ?? 0) + seconds;
    },
    /** Undefined if no packet has a duration, as in some raw formats. */
    seconds: (): number | undefined => total,
  };
};
