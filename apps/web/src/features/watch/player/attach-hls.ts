import type { PlayerListeners, Stream } from './stream';

const HLS_TYPE = 'application/vnd.apple.mpegurl';

// Apple's player handles HLS best. Elsewhere hls.js does, even where a browser answers "maybe".
const playsNatively = (video: HTMLVideoElement): boolean =>
  navigator.vendor.startsWith('Apple') && video.canPlayType(HLS_TYPE) !== '';

/** Plays an HLS playlist in a video element. Returns a function that stops it. */
export const attachHls = (video: HTMLVideoElement, stream: Stream, listeners: PlayerListeners): (() => void) => {
  if (playsNatively(video)) return attachNatively(video, stream, listeners);
  let stop: (() => void) | undefined;
  let isStopped = false;
  void import('./attach-hls-js')
    .then(({ attachHlsJs }) => {
      if (!isStopped) stop = attachHlsJs(video, stream, listeners);
    })
    .catch(() => listeners.onFailed("The player couldn't be loaded. Reload the page to try again."));
  return () => {
    isStopped = true;
    stop?.();
  };
};

const attachNatively = (
  video: HTMLVideoElement,
  { src, startSeconds }: Stream,
  { onUnauthorized, onReady }: PlayerListeners,
): (() => void) => {
  const stop = new AbortController();
  const { signal } = stop;
  // A growing playlist has an infinite duration; its seekable range is what is ready.
  const reportReady = () => {
    const { duration, seekable } = video;
    onReady(
      duration === Number.POSITIVE_INFINITY && seekable.length > 0 ? seekable.end(seekable.length - 1) : undefined,
    );
  };
  for (const event of ['durationchange', 'progress', 'timeupdate'])
    video.addEventListener(event, reportReady, { signal });
  // A native player doesn't report the status of a failed request. A new token is the only thing to try.
  video.addEventListener('error', onUnauthorized, { once: true, signal });
  if (startSeconds > 0)
    video.addEventListener('loadedmetadata', () => (video.currentTime = startSeconds), { once: true, signal });
  video.src = src;
  return () => {
    stop.abort();
    video.removeAttribute('src');
    video.load();
  };
};
