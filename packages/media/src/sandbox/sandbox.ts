/** Ways to confine ffmpeg, strongest first. */
export const SANDBOX_MODES = ['bwrap-root', 'bwrap', 'landlock', 'landlock-files', 'limits-only', 'none'] as const;
export type SandboxMode = (typeof SANDBOX_MODES)[number];

export type ProcessLimits = {
  /** Of all threads together. */
  cpuSeconds: number;
  /** The largest file it may write. */
  fileBytes: number;
};

export type ConfinedCall = {
  program: string;
  args: readonly string[];
  /** The only files it may read. */
  inputs: readonly string[];
  /** The only folder it may write to. */
  workDir: string;
  limits: ProcessLimits;
};

/** What to spawn instead of the program itself. */
export type SpawnPlan = {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
  /** A seccomp program that the command reads from descriptor `FILTER_FD`. */
  filter?: Buffer;
};

/** The first one behind stdin, stdout and stderr. */
export const FILTER_FD = 3;

export type Sandbox = {
  mode: SandboxMode;
  /** What a malicious file could still do, in words. */
  holes: string[];
  /** For the log and the operator, when there are holes. */
  warning?: string;
  /** As whom the process runs when we are root: the work folder must be its own, the inputs readable to it. */
  owner?: { uid: number; gid: number };
};
