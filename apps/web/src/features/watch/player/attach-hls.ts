import type { PlayerListeners, Stream } from './stream';

const HLS_TYPE = 'application/vnd.apple.mpegurl';

// Apple's own player knows HLS best; elsewhere hls.js does, even where a browser says "maybe".
const playsNatively = (video: HTMLVideoElement): boolean =>
  navigator.vendor.startsWith('Apple') && video.canPlayType(HLS_TYPE) !== '';

/** Plays an HLS playlist in a video element. Returns how to stop. */
export const attachHls = (video: HTMLVideoElement, stream: Stream, listeners: PlayerListeners): (() => void) => {
  if (playsNatively(video)) return attachNatively(video, stream, listeners);
  let stop: (() => void) | undefined;
  let isStopped = false;
  void import('./attach-hls-js')
    .then(({ attachHlsJs }) => {
      if (!isStopped) stop = attachHlsJs(video, stream, listeners);
    })
    .catch(() => listeners.onFailed('The player could not be loaded. Reload the page to try again.'));
  return () => {
    isStopped = true;
    stop?.();
  };
};

const attachNatively = (
  video: HTMLVideoElement,
  { src }: Stream,
  { onRefused, onReady }: PlayerListeners,
): (() => void) => {
  const stop = new AbortController();
  const { signal } = stop;
  // A list that grows has no length yet, and what can be watched of it is what can be sought.
  const tellReady = () => {
    const { duration, seekable } = video;
    onReady(
      duration === Number.POSITIVE_INFINITY && seekable.length > 0 ? seekable.end(seekable.length - 1) : undefined,
    );
  };
  for (const event of ['durationchange', 'progress', 'timeupdate'])
    video.addEventListener(event, tellReady, { signal });
  // A native player does not tell what was refused; a fresh link is the one thing to try.
  video.addEventListener('error', onRefused, { once: true, signal });
  video.src = src;
  return () => {
    stop.abort();
    video.removeAttribute('src');
    video.load();
  };
};
