import Hls, { ErrorTypes, Events } from 'hls.js';

type Listeners = { onRefused: () => void; onFailed: (message: string) => void };

/** Plays by Media Source Extensions. Loaded only where a video is played. */
export const attachHlsJs = (video: HTMLVideoElement, src: string, listeners: Listeners): (() => void) => {
  if (!Hls.isSupported()) {
    listeners.onFailed('This browser cannot play streams. The downloads work nevertheless.');
    return () => undefined;
  }
  // While a video is still being made its playlist grows as a live one's does; it is watched from the beginning anyway.
  const hls = new Hls({ startPosition: video.currentTime });
  let hasRecovered = false;
  hls.on(Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal) return;
    if (response && (response.code === 401 || response.code === 403)) return listeners.onRefused();
    if (type === ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true;
      return hls.recoverMediaError();
    }
    listeners.onFailed('Playing stopped: the stream could not be loaded.');
  });
  hls.loadSource(src);
  hls.attachMedia(video);
  return () => hls.destroy();
};
