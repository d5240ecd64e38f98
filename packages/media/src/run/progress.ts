/** Progress of the encoder in output time. */
export type Progress = { outTimeMs: number; frames: number };

/**
 * Parses the `key=value` lines of `-progress` and calls `onProgress` at the end of each block. `out_time_us` is `N/A` until the first packet,
 * and negative for frames before time zero.
 */
export const createProgressReader = (onProgress: (progress: Progress) => void) => {
  let outTimeMs = 0;
  let frames = 0;
  return (line: string): void => {
    const [key, value] = line.split('=', 2);
    const number = Number.parseInt(value ?? '', 10);
    if (key === 'out_time_us' && number > 0) outTimeMs = number / 1000;
    if (key === 'frame' && number >= 0) frames = number;
    if (key === 'progress') onProgress({ outTimeMs, frames });
  };
};
