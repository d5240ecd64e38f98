const SLOW_MS = 1_500;

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

export type Progress = {
  line(text: string): void;
  /** Prints a finished step with its duration. A slow step is also printed while it runs. */
  step<Result>(title: string, work: () => Promise<Result>): Promise<Result>;
};

/** Plain lines for terminals and logs. */
export const createProgress = (write: (line: string) => void): Progress => ({
  line: (text) => write(text),
  step: async (title, work) => {
    const startMs = performance.now();
    const timer = setTimeout(() => write(`… ${title}`), SLOW_MS);
    try {
      const result = await work();
      write(`✓ ${title} (${seconds(startMs)})`);
      return result;
    } finally {
      clearTimeout(timer);
    }
  },
});
