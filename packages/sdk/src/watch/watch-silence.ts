import { NetworkError } from '../http/network-error.js';

/** Aborts its signal with a NetworkError when `reset` isn't called for `allowedMs()`. */
export const watchSilence = (allowedMs: () => number) => {
  const controller = new AbortController();
  const expire = () =>
    controller.abort(new NetworkError(undefined, 'The connection stalled. Check your connection, then try again.'));
  let timer = setTimeout(expire, allowedMs());
  return {
    signal: controller.signal,
    reset: () => {
      clearTimeout(timer);
      timer = setTimeout(expire, allowedMs());
    },
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
};
