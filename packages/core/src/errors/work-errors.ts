import type { ErrorEntry } from './error-entry.js';

/** Failures of processing and of the services it depends on. Requests can fail with these, too. */
export const WORK_ERRORS = {
  ENCODER_CRASHED: {
    kind: 'internal',
    retry: true,
    text: 'Encoding failed unexpectedly. Try again, or export the file as a standard MP4 and upload that.',
  },
  ENCODER_STALLED: {
    kind: 'internal',
    retry: true,
    text: 'Encoding made no progress for too long and was stopped. Try again.',
  },
  ENCODER_LIMIT: {
    kind: 'internal',
    retry: false,
    text: 'Encoding needed more time or disk space than one step is allowed to use. Choose an output preset with a lower resolution.',
  },
  ENCODER_OUT_OF_MEMORY: {
    kind: 'internal',
    retry: false,
    text: 'Encoding this file needs more memory than one step is allowed to use. Choose an output preset with a lower resolution, or export the file as a standard MP4 and upload that.',
  },
  OUTPUT_WRONG: {
    kind: 'internal',
    retry: true,
    text: "The output didn't match the plan, so it wasn't published. Try again, or export the file as a standard MP4 and upload that.",
  },
  RESULT_REFUSED: { kind: 'internal', retry: true, text: "The database rejected this step's result. Try again." },
  DISK_FULL: {
    kind: 'unavailable',
    retry: true,
    text: "A worker's disk is full. Free some space on it and try again.",
  },
  WORKER_LOST: {
    kind: 'unavailable',
    retry: true,
    text: 'The worker stopped responding while it ran this step. Try again.',
  },
  SANDBOX_UNAVAILABLE: {
    kind: 'unavailable',
    retry: true,
    text: "This worker can't run ffmpeg in a sandbox. Install bubblewrap (in a container: util-linux-extra, for Landlock) or accept the risk with WORKER_ALLOW_UNSANDBOXED=true, then try again.",
  },
  CLAIM_LOST: {
    kind: 'conflict',
    retry: false,
    text: 'Another worker took over this task, or its state has changed. Check its current state before you try again.',
  },
  CANCELLED: {
    kind: 'conflict',
    retry: false,
    text: 'The operation was canceled before it finished. If you still need it, try again.',
  },
  QUOTA_EXCEEDED: {
    kind: 'forbidden',
    retry: false,
    text: "This would exceed one of the organization's limits. Wait until the month ends (UTC), or ask the operator of this server for a higher limit, then try again.",
  },
  STORAGE_UNAVAILABLE: { kind: 'unavailable', retry: true, text: 'Storage is unavailable. Try again in a moment.' },
  DATABASE_UNAVAILABLE: {
    kind: 'unavailable',
    retry: true,
    text: 'The database is unavailable. Try again in a moment.',
  },
  CONFIG_INVALID: {
    kind: 'invalid',
    retry: false,
    text: "The configuration isn't valid. Fix the settings that the log names, then try again.",
  },
  INTERNAL: {
    kind: 'internal',
    retry: true,
    text: "Something went wrong on the server. Try again. If it keeps happening, check the server's logs.",
  },
} as const satisfies Record<string, ErrorEntry>;
