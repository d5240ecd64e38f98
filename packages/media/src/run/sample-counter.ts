/** Counts the samples of one channel that passed through the `ashowinfo` filter of an ffmpeg, from the lines of its log. Another line can come before in the same one. */
export const createSampleCounter = () => {
  let samples = 0;
  return {
    samples: (): number => samples,
    add: (line: string): void => {
      const found = / rate:\d+ nb_samples:(\d+) /.exec(line);
      if (found) samples += Number(found[1]);
    },
  };
};
