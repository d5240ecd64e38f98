const WIDTH = 30;

/** `Uploading   █████████░░░   42%  12.0 MB/s` for a fraction from 0 to 1. Pure. */
export const progressBar = (title: string, fraction: number, note = ''): string => {
  const known = Math.min(1, Math.max(0, fraction));
  const filled = Math.floor(known * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  return `${title.padEnd(11)} ${bar} ${`${Math.floor(known * 100)}%`.padStart(4)}${note && `  ${note}`}`;
};

export type ProgressDisplay = {
  /** `fraction` from 0 to 1. */
  show(fraction: number, note?: string): void;
  /** Ends the line. */
  end(): void;
};

type Terminal = { isTTY?: boolean; columns?: number; write(text: string): unknown };

const STEP = 0.25;

/** A single updating line in a terminal. In a log, a line at the start, at every quarter and at the end. */
export const progressDisplay = (title: string, terminal: Terminal): ProgressDisplay => {
  const { isTTY = false, columns = 80 } = terminal;
  let lastShown = Number.NEGATIVE_INFINITY;
  let lastLine = '';
  const print = (line: string): void => {
    if (line === lastLine) return;
    lastLine = line;
    // ECMA-48: CR returns to the start of the line, EL clears the rest of the old one.
    terminal.write(isTTY ? `\r${line.slice(0, columns - 1)}\x1b[K` : `${line}\n`);
  };
  return {
    show: (fraction, note) => {
      if (!isTTY && fraction < 1 && fraction - lastShown < STEP) return;
      lastShown = fraction;
      print(progressBar(title, fraction, note));
    },
    end: () => {
      if (isTTY && lastLine !== '') terminal.write('\n');
    },
  };
};
