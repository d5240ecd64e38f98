import { type RefObject, useEffect } from 'react';

export const AUTOHIDE_SECONDS = 3;
const HIDDEN = 'userinactive';

/**
 * Shows the controls from a tap until a few seconds after the last touch, and hides them by another tap on the picture.
 * media-chrome decides by what is visible when the finger is lifted, which is what a slow tap has just shown: for as long
 * as fingers are used it does not hide anything by itself.
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
      // A menu of the bar is open: its button stays, too.
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
    const isPicture = target === player || (target instanceof Element && target.matches('video[slot="media"]'));
    player.toggleAttribute(HIDDEN, isPicture && wereShown);
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
  // A touch that became a scroll of the page.
  player.addEventListener('pointercancel', hideSoon, { signal });
  return () => {
    clearTimeout(timer);
    listening.abort();
  };
};
