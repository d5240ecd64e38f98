'use client';

import { useEffect } from 'react';

/** Where Mantine stores the user's choice. */
const STORAGE_KEY = 'mantine-color-scheme-value';

/** Follows the system setting and choices made in other tabs, as Mantine's provider does on pages that have it. */
export const useColorSchemeChanges = (): void => {
  useEffect(() => {
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const chosen = localStorage.getItem(STORAGE_KEY);
      const isDark = chosen === 'dark' || (chosen !== 'light' && system.matches);
      document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
    };
    const unmounted = new AbortController();
    const { signal } = unmounted;
    system.addEventListener('change', apply, { signal });
    addEventListener('storage', apply, { signal });
    return () => unmounted.abort();
  }, []);
};
