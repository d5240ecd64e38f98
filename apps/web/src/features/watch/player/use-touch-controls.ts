import { type RefObject, useEffect } from 'react';

export const AUTOHIDE_SECONDS = 3;
const HIDDEN = 'userinactive';

/**
 * A tap shows the controls until a few seconds after the last touch; another tap on the video hides them. media-chrome decides
 * by what is visible when the finger lifts, which a slow tap has just changed. So its autohide is off for touch input.
 */
export const useTouchControls = (player: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const element = player.current;
    return element ? followTouches(element) : undefined;
  }, [player]);
};

const followTouches = (player: HTMLElement): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wereShown = false;

  const hideSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // An open menu keeps the controls visible.
      if (player.querySelector('[aria-expanded="true"]')) hideSoon();
      else player.setAttribute(HIDDEN, '');
    }, AUTOHIDE_SECONDS * 1_000);
  };
  const onDown = ({ pointerType }: PointerEvent): void => {
    clearTimeout(timer);
    player.setAttribute('autohide', String(pointerType === 'touch' ? -1 : AUTOHIDE_SECONDS));
    wereShown = !player.hasAttribute(HIDDEN);
  };
  const onUp = ({ pointerType, target }: PointerEvent): void => {
    if (pointerType !== 'touch') return;
    const isVideo = target === player || (target instanceof Element && target.matches('video[slot="media"]'));
    player.toggleAttribute(HIDDEN, isVideo && wereShown);
    hideSoon();
  };
  const onMove = ({ pointerType }: PointerEvent): void => {
    if (pointerType === 'mouse') player.setAttribute('autohide', String(AUTOHIDE_SECONDS));
  };

  const listening = new AbortController();
  const { signal } = listening;
  player.addEventListener('pointerdown', onDown, { signal });
  player.addEventListener('pointermove', onMove, { signal });
  player.addEventListener('pointerup', onUp, { signal });
  // A touch that turned into scrolling.
  player.addEventListener('pointercancel', hideSoon, { signal });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
};
