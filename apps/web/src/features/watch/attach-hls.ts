type Listeners = {
  /** The link is refused: it has expired, and a new one is needed. */
  onRefused: () => void;
  /** A sentence that says why it cannot be played. */
  onFailed: (message: string) => void;
};

const HLS_TYPE = 'application/vnd.apple.mpegurl';

// Apple's own player knows HLS best; elsewhere hls.js does, even where a browser says "maybe".
const playsNatively = (video: HTMLVideoElement): boolean =>
  navigator.vendor.startsWith('Apple') && video.canPlayType(HLS_TYPE) !== '';

/** Plays an HLS playlist in a video element. Returns how to stop. */
export const attachHls = (video: HTMLVideoElement, src: string, listeners: Listeners): (() => void) => {
  if (playsNatively(video)) return attachNatively(video, src, listeners);
  let stop: (() => void) | undefined;
  let isStopped = false;
  void import('./attach-hls-js')
    .then(({ attachHlsJs }) => {
      if (!isStopped) stop = attachHlsJs(video, src, listeners);
    })
    .catch(() => listeners.onFailed('The player could not be loaded. Reload the page to try again.'));
  return () => {
    isStopped = true;
    stop?.();
  };
};

const attachNatively = (video: HTMLVideoElement, src: string, { onRefused }: Listeners): (() => void) => {
  video.src = src;
  // A native player does not tell what was refused; a fresh link is the one thing to try.
  video.addEventListener('error', onRefused, { once: true });
  return () => {
    video.removeEventListener('error', onRefused);
    video.removeAttribute('src');
    video.load();
  };
};
