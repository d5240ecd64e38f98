'use client';

import { ThemeProvider } from '../theme-provider';
import { ColorSchemeOpenMenu } from './color-scheme-open-menu';

export const ColorSchemeAlone = () => (
  <ThemeProvider>
    <ColorSchemeOpenMenu />
  </ThemeProvider>
);
