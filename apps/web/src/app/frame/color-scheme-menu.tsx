'use client';

import { notifyMenuFailed } from '@/features/menu/notify-menu-failed';
import { useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { ColorSchemeButton } from './color-scheme-button';

const load = () => import('./color-scheme-open-menu').then(({ ColorSchemeOpenMenu }) => ColorSchemeOpenMenu);

export const ColorSchemeMenu = () => {
  const { OpenMenu, button } = useMenuOnDemand(load, notifyMenuFailed);
  return OpenMenu ? <OpenMenu /> : <ColorSchemeButton {...button} />;
};
