import { NetworkError } from '../http/network-error.js';

/** Aborts its signal with a NetworkError when `heard` was not called for as long as `allowedMs` says. */
export const watchSilence = (allowedMs: () => number) => {
  const controller = new AbortController();
  const fall = () => controller.abort(new NetworkError(undefined, 'The connection went silent.'));
  let timer = setTimeout(fall, allowedMs());
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(fall, allowedMs());
    },
    end: () => {
      clearTimeout(timer);
      controller.abort();
    },
  };
};
