'use client';

import { tellMenuFailed } from '@/features/menu/tell-menu-failed';
import { useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { ColorSchemeButton } from './color-scheme-button';

const load = () => import('./color-scheme-open-menu').then(({ ColorSchemeOpenMenu }) => ColorSchemeOpenMenu);

/** Light, dark, or as the system is. */
export const ColorSchemeMenu = () => {
  const { OpenMenu, button } = useMenuOnDemand(load, tellMenuFailed);
  return OpenMenu ? <OpenMenu /> : <ColorSchemeButton {...button} />;
};
