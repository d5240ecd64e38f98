import { type RefObject, useEffect } from 'react';
import { hintOf, type PlayerState } from './hint-of';
import { focusOf } from './keyboard-focus';
import { type Action, actionOf, repeats, type Switch, speedAfter, volumeAfter } from './shortcuts';

type Options = {
  player: RefObject<HTMLElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  /** Whether keys also work while nothing on the page is focused. */
  onWholePage: boolean;
  onHelp: () => void;
  /** Told in a few words what a key has done. */
  onHint: (text: string) => void;
};

/** Lets keys work the player. */
export const useShortcuts = ({ player, video, onWholePage, onHelp, onHint }: Options): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const [element, media] = [player.current, video.current];
      if (!element || !media || event.defaultPrevented) return;
      const focus = focusOf(document.activeElement, element);
      const action = focus === 'page' && !onWholePage ? undefined : actionOf(event, focus);
      if (!action) return;
      event.preventDefault();
      if (event.repeat && !repeats(action)) return;
      const hint = hintOf(action, stateOf(media));
      if (hint) onHint(hint);
      if (action.act === 'help') onHelp();
      else perform(action, media, element);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player, video, onWholePage, onHelp, onHint]);
};

const isCaption = ({ kind }: TextTrack): boolean => kind === 'captions' || kind === 'subtitles';

const stateOf = (media: HTMLVideoElement): PlayerState => {
  const captions = [...media.textTracks].filter(isCaption);
  const shown = captions.some(({ mode }) => mode === 'showing');
  return {
    isPaused: media.paused,
    canSeek: Number.isFinite(media.duration),
    isMuted: media.muted || media.volume === 0,
    volume: media.volume,
    speed: media.playbackRate,
    captions: captions.length === 0 ? 'none' : shown ? 'on' : 'off',
    isFullScreen: document.fullscreenElement !== null,
    isPictureInPicture: document.pictureInPictureElement !== null,
  };
};

const perform = (action: Exclude<Action, { act: 'help' }>, media: HTMLVideoElement, player: HTMLElement): void => {
  switch (action.act) {
    case 'playOrPause':
      playOrPause(media);
      break;
    case 'seekBy':
      seek(media, media.currentTime + action.seconds);
      break;
    case 'seekTo':
      seek(media, media.duration * action.share);
      break;
    case 'volumeBy':
      ask(player, 'mediavolumerequest', volumeAfter(media.volume, action.share));
      break;
    case 'speedBy':
      media.playbackRate = speedAfter(media.playbackRate, action.step);
      break;
    default:
      ask(player, requestOf(action.act, stateOf(media)));
  }
};

// The names are media-chrome's MediaUIEvents.
const requestOf = (act: Switch, { isMuted, isFullScreen, isPictureInPicture }: PlayerState): string => {
  switch (act) {
    case 'muteOrNot':
      return isMuted ? 'mediaunmuterequest' : 'mediamuterequest';
    case 'fullScreenOrNot':
      return isFullScreen ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest';
    case 'pictureInPictureOrNot':
      return isPictureInPicture ? 'mediaexitpiprequest' : 'mediaenterpiprequest';
    case 'captionsOrNot':
      return 'mediatogglesubtitlesrequest';
  }
};

const playOrPause = (media: HTMLVideoElement): void => {
  // A play that is cut short by a pause rejects, and that is no error.
  if (media.paused) media.play().catch(() => undefined);
  else media.pause();
};

/** The controller hears what its own buttons ask for, and remembers volume and mute. */
const ask = (player: HTMLElement, type: string, detail?: number): void => {
  player.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
};

const seek = (media: HTMLVideoElement, seconds: number): void => {
  if (Number.isFinite(media.duration)) media.currentTime = Math.min(media.duration, Math.max(0, seconds));
};
