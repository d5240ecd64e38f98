/** Keeps `--tray-height` at the tray's height, so that the page can leave room for it. A ref callback. */
export const reserveSpace = (tray: HTMLElement | null): (() => void) | undefined => {
  if (!tray) return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty('--tray-height', `${tray.offsetHeight}px`));
  observer.observe(tray);
  return () => {
    observer.disconnect();
    style.removeProperty('--tray-height');
  };
};
