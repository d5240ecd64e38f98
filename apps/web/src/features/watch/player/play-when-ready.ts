/** Starts playback as soon as it is possible: muted, if the browser allows no sound on a page that the user hasn't touched. */
export const playWhenReady = (video: HTMLVideoElement, signal: AbortSignal): void =>
  video.addEventListener('canplay', () => void play(video), { once: true, signal });

const play = async (video: HTMLVideoElement): Promise<void> => {
  try {
    await video.play();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
    video.muted = true;
    // If even that is refused, the play button is still there.
    await video.play().catch(() => undefined);
  }
};
