import { QUEUE_REFRESH_MS } from './queue-refresh';
import { throttleByKey } from './throttle-by-key';

const SILENCE_MS = 3_000;

/**
 * No message says that a video waits again. But a running step reports progress, so a video that isn't reported any more can wait:
 * calls `check` once after that, and not more often than places in the queue are refreshed.
 */
export const createSilenceCheck = (check: (id: string) => void): ((id: string) => void) => {
  const checkRarely = throttleByKey(QUEUE_REFRESH_MS, check);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  return (id) => {
    clearTimeout(timers.get(id));
    const onSilence = () => {
      timers.delete(id);
      checkRarely(id);
    };
    timers.set(id, setTimeout(onSilence, SILENCE_MS));
  };
};
