const MAX_BYTES = 8192;
const MAX_LINE = 600;

/** Errors, and frames with concealed errors, which are logged only as a warning. Most single-bit errors show up only there. */
const ERROR = /\[(error|fatal|panic)\]|corrupt decoded frame/;

export type LogTail = {
  /** The last errors and warnings, at most 8 KiB. */
  text(): string;
  /** Lines that report errors, such as a frame that couldn't be decoded completely. */
  errorCount(): number;
  add(line: string): void;
};

// ffmpeg logs a received signal only at level info.
const isNoise = (line: string): boolean => /\[(info|verbose|debug)\]/.test(line) && !/received signal \d+/.test(line);

/** Keeps the end of ffmpeg's log (`level+info`), with errors and warnings only. */
export const createLogTail = (): LogTail => {
  let lines: string[] = [];
  let bytes = 0;
  let errors = 0;
  return {
    text: () => lines.join('\n'),
    errorCount: () => errors,
    add(line) {
      if (ERROR.test(line)) errors += 1;
      if (line.trim() === '' || isNoise(line)) return;
      const kept = line.slice(0, MAX_LINE);
      lines.push(kept);
      bytes += kept.length + 1;
      while (bytes > MAX_BYTES && lines.length > 1) {
        bytes -= (lines[0]?.length ?? 0) + 1;
        lines = lines.slice(1);
      }
    },
  };
};
