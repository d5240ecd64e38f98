export type Usage = { cpuSeconds: number; maxRssBytes: number };

/**
 * Reads the output of ffmpeg's `-benchmark`: exact, with all threads, and independent of the sandbox. ffmpeg writes it only on a normal
 * exit; `watchUsage` covers killed processes.
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
