/** Runs ffprobe and passes on its output line by line. */
export type LineProbe = (argv: string[], onLine: (line: string) => void) => Promise<unknown>;
