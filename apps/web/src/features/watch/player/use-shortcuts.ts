import { type RefObject, useEffect } from 'react';
import { focusOf } from './keyboard-focus';
import { type PlayerState, shortcutHint } from './shortcut-hint';
import { type Action, actionOf, repeats, speedAfter, type Toggle, volumeAfter } from './shortcuts';

type Options = {
  player: RefObject<HTMLElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  /** Whether shortcuts also work while nothing on the page has focus. */
  onWholePage: boolean;
  onHelp: () => void;
  /** Shows briefly what a key did. */
  onHint: (text: string) => void;
};

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
      const hint = shortcutHint(action, stateOf(media));
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
    case 'togglePlay':
      togglePlay(media);
      break;
    case 'seekBy':
      seek(media, media.currentTime + action.seconds);
      break;
    case 'seekTo':
      seek(media, media.duration * action.share);
      break;
    case 'volumeBy':
      request(player, 'mediavolumerequest', volumeAfter(media.volume, action.share));
      break;
    case 'speedBy':
      media.playbackRate = speedAfter(media.playbackRate, action.step);
      break;
    default:
      request(player, requestOf(action.act, stateOf(media)));
  }
};

// The names are media-chrome's MediaUIEvents.
const requestOf = (act: Toggle, { isMuted, isFullScreen, isPictureInPicture }: PlayerState): string => {
  switch (act) {
    case 'toggleMute':
      return isMuted ? 'mediaunmuterequest' : 'mediamuterequest';
    case 'toggleFullScreen':
      return isFullScreen ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest';
    case 'togglePictureInPicture':
      return isPictureInPicture ? 'mediaexitpiprequest' : 'mediaenterpiprequest';
    case 'toggleCaptions':
      return 'mediatogglesubtitlesrequest';
  }
};

const togglePlay = (media: HTMLVideoElement): void => {
  // `play()` rejects when a pause interrupts it; that isn't an error.
  if (media.paused) media.play().catch(() => undefined);
  else media.pause();
};

/** Dispatches the event of media-chrome's own buttons, so the controller stores volume and mute. */
const request = (player: HTMLElement, type: string, detail?: number): void => {
  player.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
};

const seek = (media: HTMLVideoElement, seconds: number): void => {
  if (Number.isFinite(media.duration)) media.currentTime = Math.min(media.duration, Math.max(0, seconds));
};
