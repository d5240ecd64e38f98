import { type Action, speedAfter, volumeAfter } from './shortcuts';

/** The state before the key takes effect. */
export type PlayerState = {
  isPaused: boolean;
  canSeek: boolean;
  isMuted: boolean;
  volume: number;
  speed: number;
  captions: 'none' | 'on' | 'off';
  isFullScreen: boolean;
  isPictureInPicture: boolean;
};

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What a key did, in a word or two; undefined if it does nothing. */
export const shortcutHint = (action: Action, before: PlayerState): string | undefined => {
  switch (action.act) {
    case 'togglePlay':
      return before.isPaused ? 'Playing' : 'Paused';
    case 'seekBy':
      return before.canSeek ? `${action.seconds > 0 ? '+' : '−'}${Math.abs(action.seconds)} s` : undefined;
    case 'seekTo':
      return before.canSeek ? percent(action.share) : undefined;
    case 'volumeBy':
      return `Volume ${percent(volumeAfter(before.volume, action.share))}`;
    case 'toggleMute':
      return before.isMuted ? 'Unmuted' : 'Muted';
    case 'speedBy':
      return `${speedAfter(before.speed, action.step)}×`;
    case 'toggleCaptions':
      return { none: 'No captions', on: 'Captions off', off: 'Captions on' }[before.captions];
    case 'toggleFullScreen':
      return before.isFullScreen ? 'Exit full screen' : 'Full screen';
    case 'togglePictureInPicture':
      return before.isPictureInPicture ? 'Exit picture in picture' : 'Picture in picture';
    case 'help':
      return undefined;
  }
};
