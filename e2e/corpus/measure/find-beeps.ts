const WINDOW_SECONDS = 0.005;
const LONGEST_BEEP_SECONDS = 0.2;

/**
 * Start times of short sounds between silences, in seconds. `levels`: the loudest sample, 0 to 1, of each window of 5 ms, from 0 s. A sound
 * is at least a third as loud as the loudest; what codecs add before and after is less.
 */
export const findBeeps = (levels: readonly number[]): number[] => {
  const threshold = Math.max(0.01, levels.reduce((a, b) => Math.max(a, b), 0) / 3);
  const beeps: number[] = [];
  for (let at = 0; at < levels.length; at += 1) {
    if ((levels[at] ?? 0) < threshold) continue;
    let end = at;
    // A sine crosses zero within a window, and codecs leave gaps of a window at the edges.
    while (end < levels.length && levels.slice(end, end + 4).some((level) => level >= threshold)) end += 1;
    if ((end - at) * WINDOW_SECONDS <= LONGEST_BEEP_SECONDS) beeps.push(at * WINDOW_SECONDS);
    at = end;
  }
  return beeps;
};

/** Samples of 48 kHz per window of `findBeeps`. */
export const WINDOW_SAMPLES = 48_000 * WINDOW_SECONDS;
