import Hls, { ErrorTypes, Events } from 'hls.js';
import { followChoices } from './follow-choices';
import { followGrowth } from './follow-growth';
import type { PlayerListeners, Stream } from './stream';

/** hls.js treats a growing playlist as live, but a video that is still being processed has no live edge to keep up with. */
class HlsWithoutLiveSync extends Hls {
  override get liveSyncPosition(): null {
    return null;
  }
}

/** Plays with Media Source Extensions. */
export const attachHlsJs = (
  video: HTMLVideoElement,
  { src, totalSeconds, startSeconds }: Stream,
  { onUnauthorized, onFailed, onReady, onChoices, onControl }: PlayerListeners,
): (() => void) => {
  if (!Hls.isSupported()) {
    onFailed("This browser can't play adaptive streams. Download the video instead.");
    return () => undefined;
  }
  const hls = new HlsWithoutLiveSync({ startPosition: startSeconds, lowLatencyMode: false });
  let hasRecovered = false;
  hls.on(Events.ERROR, (_, { fatal, type, response }) => {
    if (!fatal) return;
    if (response && (response.code === 401 || response.code === 403)) return onUnauthorized();
    if (type === ErrorTypes.MEDIA_ERROR && !hasRecovered) {
      hasRecovered = true;
      return hls.recoverMediaError();
    }
    onFailed("Playback stopped because the stream couldn't be loaded.");
  });
  followGrowth(hls, totalSeconds, onReady);
  onControl(followChoices(hls, onChoices));
  hls.loadSource(src);
  hls.attachMedia(video);
  return () => hls.destroy();
};
