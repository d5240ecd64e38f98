'use client';

import { AppHeader } from './app-header';
import { AppProviders } from './app-providers';

/** The header of the signed-in pages, for pages outside their layout. */
export const AppBar = () => (
  <AppProviders>
    <AppHeader />
  </AppProviders>
);
