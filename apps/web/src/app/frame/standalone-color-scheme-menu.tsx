'use client';

import { ThemeProvider } from '../theme-provider';
import { ColorSchemeOpenMenu } from './color-scheme-open-menu';

/** The menu for pages without Mantine's provider. */
export const StandaloneColorSchemeMenu = () => (
  <ThemeProvider>
    <ColorSchemeOpenMenu />
  </ThemeProvider>
);
