import { type RefObject, useEffect } from 'react';
import { type Action, actionOf, type Focus, type Switch, speedAfter } from './shortcuts';

type Options = {
  player: RefObject<HTMLElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  /** Whether keys also work while nothing on the page is focused. */
  onWholePage: boolean;
  onHelp: () => void;
};

/** Lets keys work the player. */
export const useShortcuts = ({ player, video, onWholePage, onHelp }: Options): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const [element, media] = [player.current, video.current];
      if (!element || !media || event.defaultPrevented) return;
      const focus = focusOf(document.activeElement, element);
      const action = focus === 'page' && !onWholePage ? undefined : actionOf(event, focus);
      if (!action) return;
      event.preventDefault();
      if (action.act === 'help') onHelp();
      else perform(action, media, element);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [player, video, onWholePage, onHelp]);
};

const focusOf = (active: Element | null, player: HTMLElement): Focus => {
  if (!active || active === document.body) return 'page';
  if (!player.contains(active) || active.closest('[role="menu"], [role="dialog"]')) return 'elsewhere';
  if (active.matches('media-time-range, media-volume-range')) return 'slider';
  return active.matches('button, [role="button"]') ? 'button' : 'player';
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
      ask(player, 'mediavolumerequest', Math.min(1, Math.max(0, media.volume + action.share)));
      break;
    case 'speedBy':
      media.playbackRate = speedAfter(media.playbackRate, action.step);
      break;
    default:
      ask(player, requestOf(action.act, media));
  }
};

// The names are media-chrome's MediaUIEvents.
const requestOf = (act: Switch, media: HTMLVideoElement): string => {
  switch (act) {
    case 'muteOrNot':
      return media.muted || media.volume === 0 ? 'mediaunmuterequest' : 'mediamuterequest';
    case 'fullScreenOrNot':
      return document.fullscreenElement ? 'mediaexitfullscreenrequest' : 'mediaenterfullscreenrequest';
    case 'pictureInPictureOrNot':
      return document.pictureInPictureElement ? 'mediaexitpiprequest' : 'mediaenterpiprequest';
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
