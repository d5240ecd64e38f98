import { ApiError, NetworkError, type VideoMessage } from '@media/sdk';

export type FollowDeps = {
  /** Does `work` on a live connection. False, and nothing done, when none is free. */
  inSlot: (work: () => Promise<void>) => Promise<boolean>;
  watch: () => AsyncIterable<VideoMessage>;
  /** Shows what a message tells. Whether it tells of more than it carries: outputs, renditions, a poster. */
  show: (message: VideoMessage) => boolean;
  /** Asks for everything that messages do not carry. */
  refresh: () => Promise<void>;
  /** How long to wait before the next try, in milliseconds. */
  askAgainMs: number;
};

/**
 * Shows a video live until it has ended or `signal` is aborted. While no connection is free it is asked for now and then
 * instead, and what fails only for the moment is tried again. Throws the ApiError that will not pass.
 */
export const followLive = async (deps: FollowDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    try {
      if (await deps.inSlot(() => showLive(deps))) return;
      await deps.refresh();
    } catch (error) {
      if (signal.aborted) return;
      if (!isPassing(error)) throw error;
    }
    await pause(deps.askAgainMs, signal);
  }
};

const showLive = async ({ watch, show, refresh }: FollowDeps): Promise<void> => {
  let isBehind = false;
  for await (const message of watch()) {
    isBehind = show(message) || isBehind;
    // What cannot be had now is asked for again at the next message.
    if (isBehind) isBehind = !(await succeeds(refresh));
  }
  await refresh();
};

const succeeds = async (attempt: () => Promise<void>): Promise<boolean> => {
  try {
    await attempt();
    return true;
  } catch (error) {
    if (!isPassing(error)) throw error;
    return false;
  }
};

const isPassing = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiError && (error.status === 429 || error.status >= 500));

/** Resolves after `delayMs`, or as soon as the signal is aborted. */
const pause = (delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal.addEventListener('abort', done);
  });
