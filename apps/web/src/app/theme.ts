'use client';

import { createTheme } from '@mantine/core';

/** Mantine's defaults, fonts of the system included, on a page that uses its width. */
export const theme = createTheme({
  primaryColor: 'indigo',
  defaultRadius: 'md',
  cursorType: 'pointer',
});
