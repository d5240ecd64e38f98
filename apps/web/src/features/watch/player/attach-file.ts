/** Plays a file by the browser's own means. A link that is refused looks like any other error, so a fresh one is asked for. */
export const attachFile = (video: HTMLVideoElement, src: string, onRefused: () => void): (() => void) => {
  video.addEventListener('error', onRefused, { once: true });
  video.src = src;
  return () => {
    video.removeEventListener('error', onRefused);
    video.removeAttribute('src');
    video.load();
  };
};
