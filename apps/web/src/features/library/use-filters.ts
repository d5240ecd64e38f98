'use client';

import { useSearchParams } from 'next/navigation';
import { filtersToQuery, type LibraryFilters, NO_FILTERS, readFilters } from './filters';

/** The filters, which the address holds: going back and sharing work by themselves. */
export const useFilters = (): LibraryFilters => readFilters(useSearchParams());

/** `replace` leaves no trace to go back to: for what changes with every letter. */
type How = 'push' | 'replace';

export const changeFilters = (changed: Partial<LibraryFilters>, how: How = 'push'): void => {
  const current = readFilters(new URLSearchParams(window.location.search));
  const address = window.location.pathname + filtersToQuery({ ...current, ...changed });
  // Next follows the history; its router would ask the server for the page again.
  if (how === 'push') window.history.pushState(null, '', address);
  else window.history.replaceState(null, '', address);
};

/** Leaves nothing out any more, and keeps the order. */
export const clearFilters = (): void => {
  const { q, status, recipe } = NO_FILTERS;
  changeFilters({ q, status, recipe });
};
