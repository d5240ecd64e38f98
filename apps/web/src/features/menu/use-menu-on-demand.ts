'use client';

import { type ComponentType, useState } from 'react';

type MenuOnDemand<P> = {
  /** The menu with a button of its own, open at first; undefined until it is asked for. */
  OpenMenu: ComponentType<P> | undefined;
  /** For the button that stands there until then, and looks the same. */
  button: {
    'aria-haspopup': 'menu';
    'aria-expanded': false;
    onPointerEnter: () => void;
    onFocus: () => void;
    onClick: () => void;
  };
};

/**
 * Keeps menus, and what places them on the page, out of the first load: a tenth of it. `load` runs when a button is
 * pointed at or focused, so that the click rarely waits; a menu that cannot be loaded may be asked for again.
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
