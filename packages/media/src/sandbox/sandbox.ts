/** Strongest first. */
export const SANDBOX_MODES = ['bwrap-root', 'bwrap', 'landlock', 'landlock-files', 'limits-only', 'none'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

export type ProcessLimits = {
  /** Total of all threads. */
  cpuSeconds: number;
  /** The largest file that it can write. */
  fileBytes: number;
};

export type ConfinedCall = {
  program: string;
  args: readonly string[];
  /** The only files that it can read. */
  inputs: readonly string[];
  /** The only folder that it can write to. */
  workDir: string;
  limits: ProcessLimits;
};

/** The command to spawn instead of the program itself. */
export type SpawnPlan = {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
  /** A seccomp program that the command reads from descriptor `FILTER_FD`. */
  filter?: Buffer;
};

/** The first descriptor after stdin, stdout and stderr. */
export const FILTER_FD = 3;

export type Sandbox = {
  mode: SandboxMode;
  /** What a malicious file could still do, such as "open a socket". */
  holes: string[];
  /** For the log, if there are holes. */
  warning?: string;
  /** The user of the process if we are root. It must own the work folder and be able to read the inputs. */
  owner?: { uid: number; gid: number };
};
