import type { Focus } from './shortcuts';

/** Things that do something with keys, or are on top of the page. */
const USES_KEYS = 'a[href], button, input, select, textarea, summary, iframe, [contenteditable], [role]';
const ON_TOP = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * Where the keyboard is, for the player. A click on text gives the focus to whatever container of it can be focused by
 * scripts, such as `main`: that is still the page.
 */
export const focusOf = (active: Element | null, player: HTMLElement): Focus => {
  if (isPage(active)) return document.querySelector(ON_TOP) ? 'elsewhere' : 'page';
  if (!active || !player.contains(active) || active.closest(ON_TOP)) return 'elsewhere';
  if (active.matches('media-time-range, media-volume-range')) return 'slider';
  return active.matches('button, [role="button"]') ? 'button' : 'player';
};

const isPage = (active: Element | null): boolean =>
  !active ||
  active === document.body ||
  active === document.documentElement ||
  (active instanceof HTMLElement && active.tabIndex < 0 && !active.matches(USES_KEYS));
