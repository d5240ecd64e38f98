import type { Focus } from './shortcuts';

/** Elements that handle keys themselves. */
const USES_KEYS = 'a[href], button, input, select, textarea, summary, iframe, [contenteditable], [role]';
const ON_TOP = '[role="dialog"], [role="alertdialog"], [role="menu"]';

/**
 * Where the keyboard focus is, relative to the player. A click on text focuses the nearest container with a tabindex of -1,
 * such as `main`; that still counts as the page.
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
