const WIDTH = 30;

/** `Uploading   [#########…] 42 %  12.0 MB/s`: a part from 0 to 1 as a bar of text. Pure. */
export const progressBar = (title: string, part: number, note = ''): string => {
  const known = Math.min(1, Math.max(0, part));
  const filled = Math.floor(known * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  return `${title.padEnd(11)} ${bar} ${`${Math.floor(known * 100)} %`.padStart(5)}${note && `  ${note}`}`;
};

export type ProgressDisplay = {
  /** `part` from 0 to 1. */
  show(part: number, note?: string): void;
  /** Leaves the last line where it is and goes on below it. */
  end(): void;
};

type Terminal = { isTTY?: boolean; columns?: number; write(text: string): unknown };

const STEP = 0.25;

/**
 * One line that moves where there is a terminal; elsewhere, as in a log, a line at the start, at the end and for every
 * quarter between them.
 */
export const progressDisplay = (title: string, terminal: Terminal): ProgressDisplay => {
  const { isTTY = false, columns = 80 } = terminal;
  let told = Number.NEGATIVE_INFINITY;
  let last = '';
  const tell = (line: string): void => {
    if (line === last) return;
    last = line;
    // Back to its start, the line over the old one, and what is left of that removed (ECMA-48: CR, EL).
    terminal.write(isTTY ? `\r${line.slice(0, columns - 1)}\x1b[K` : `${line}\n`);
  };
  return {
    show: (part, note) => {
      if (!isTTY && part < 1 && part - told < STEP) return;
      told = part;
      tell(progressBar(title, part, note));
    },
    end: () => {
      if (isTTY && last !== '') terminal.write('\n');
    },
  };
};
