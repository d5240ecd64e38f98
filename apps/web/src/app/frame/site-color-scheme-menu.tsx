'use client';

import { IconMoon, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import styles from '@/controls/controls.module.css';
import { MENU_FAILED, useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { useColorSchemeChanges } from './use-color-scheme-changes';

const load = () =>
  import('./standalone-color-scheme-menu').then(({ StandaloneColorSchemeMenu }) => StandaloneColorSchemeMenu);

/** The same menu for public pages, which load the component library only when the menu is used. */
export const SiteColorSchemeMenu = () => {
  useColorSchemeChanges();
  const [hasFailed, setHasFailed] = useState(false);
  const { OpenMenu, button } = useMenuOnDemand(load, () => setHasFailed(true));
  if (OpenMenu) return <OpenMenu />;
  return (
    <>
      {hasFailed && <span role="alert">{MENU_FAILED}</span>}
      <button
        type="button"
        className={styles.button}
        data-variant="subtle"
        data-size="icon"
        aria-label="Appearance"
        {...button}
      >
        <IconSun size={20} stroke={1.75} className="mantine-dark-hidden" aria-hidden />
        <IconMoon size={20} stroke={1.75} className="mantine-light-hidden" aria-hidden />
      </button>
    </>
  );
};
