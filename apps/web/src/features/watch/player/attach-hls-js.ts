import Hls, { ErrorTypes, Events } from 'hls.js';

import { followChoices } from './follow-choices';
import { followGrowth } from './follow-growth';
import type { PlayerListeners, Stream } from './stream';

/** hls.js takes a list that grows for a live one; but nobody has to be at the newest moment of what is still being made. */
class PatientHls extends Hls {
  override get liveSyncPosition(): null {
    return null;
  }
}

/** Plays by Media Source Extensions. Loaded only where a video is played. */
export const attachHlsJs = (
  video: HTMLVideoElement,
  { src, totalSeconds }: Stream,
  { onRefused, onFailed, onReady, onChoices, onControl }: PlayerListeners,
): (() => void) => {
  if (!Hls.isSupported()) {
    onFailed('This browser cannot play streams. The downloads work nevertheless.');
    return () => undefined;
  }
  const hls = new PatientHls({ startPosition: video.currentTime, lowLatencyMode: false });
  let hasRecovered = false;
  hls.on(Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal) return;
    if (response && (response.code === 401 || response.code === 403)) return onRefused();
    if (type === ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true;
      return hls.recoverMediaError();
    }
    onFailed('Playing stopped: the stream could not be loaded.');
  });
  followGrowth(hls, totalSeconds, onReady);
  onControl(followChoices(hls, onChoices));
  hls.loadSource(src);
  hls.attachMedia(video);
  return () => hls.destroy();
};
