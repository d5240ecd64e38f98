'use client';

import { AppHeader } from './app-header';
import { AppParts } from './app-parts';

/** The bar of the signed-in pages for a page that is none of them. */
export const AppBar = () => (
  <AppParts>
    <AppHeader />
  </AppParts>
);
