'use client';

import { type ComponentType, useState } from 'react';

export const MENU_FAILED = "Couldn't load the menu. Check your connection and try again.";

type MenuOnDemand<P> = {
  /** The loaded menu, which has its own button and starts open. Undefined until it is first opened. */
  OpenMenu: ComponentType<P> | undefined;
  /** Props of the identical button that is shown until then. */
  button: {
    'aria-haspopup': 'menu';
    'aria-expanded': false;
    onPointerEnter: () => void;
    onFocus: () => void;
    onClick: () => void;
  };
};

/**
 * Loads a menu when it is first used. Menus and their positioning code would be a tenth of the first load. `load` starts
 * on hover or focus, so the click rarely has to wait. After a failure, the next click tries again.
 */
export const useMenuOnDemand = <P>(load: () => Promise<ComponentType<P>>, onFailed: () => void): MenuOnDemand<P> => {
  const [OpenMenu, setOpenMenu] = useState<ComponentType<P>>();
  const prepare = () => void load().catch(() => undefined);
  const open = () => load().then((loaded) => setOpenMenu(() => loaded), onFailed);
  return {
    OpenMenu,
    button: {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: () => void open(),
    },
  };
};
