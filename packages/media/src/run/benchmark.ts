export type Usage = { cpuSeconds: number; maxRssBytes: number };

/**
 * Reads ffmpeg's own account of itself (`-benchmark`): exact, all threads included, whatever wraps the process.
 * It is written at an ordinary end only; for a process that was killed there is `watchUsage`.
 */
export const createBenchmarkReader = () => {
  const usage: Partial<Usage> = {};
  return {
    usage: (): Partial<Usage> => usage,
    add(line: string) {
      const times = /bench: utime=([\d.]+)s stime=([\d.]+)s/.exec(line);
      if (times) usage.cpuSeconds = Number(times[1]) + Number(times[2]);
      const memory = /bench: maxrss=(\d+)(?:kB|KiB)/.exec(line);
      if (memory) usage.maxRssBytes = Number(memory[1]) * 1024;
    },
  };
};
