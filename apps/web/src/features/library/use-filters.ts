'use client';

import { useSearchParams } from 'next/navigation';
import { filtersToQuery, type LibraryFilters, NO_FILTERS, readFilters } from './filters';

/** The filters, kept in the URL, so that they can be shared and the back button works. */
export const useFilters = (): LibraryFilters => readFilters(useSearchParams());

/** `replace` adds no history entry: for changes with every keystroke. */
type HistoryMode = 'push' | 'replace';

export const changeFilters = (changed: Partial<LibraryFilters>, mode: HistoryMode = 'push'): void => {
  const current = readFilters(new URLSearchParams(window.location.search));
  const url = window.location.pathname + filtersToQuery({ ...current, ...changed });
  // Next.js follows the History API. Its router would request the page from the server.
  if (mode === 'push') window.history.pushState(null, '', url);
  else window.history.replaceState(null, '', url);
};

/** Shows all videos, in the current order. */
export const clearFilters = (): void => {
  const { q, status, recipe } = NO_FILTERS;
  changeFilters({ q, status, recipe });
};
