'use client';

import { useSearchParams } from 'next/navigation';
import { type AuditFilters, filtersToQuery, NO_FILTERS, readFilters } from './audit-filters';

/** The filters, kept in the URL, so that they can be shared and the back button works. */
export const useAuditFilters = (): AuditFilters => readFilters(useSearchParams());

export const changeFilters = (changed: Partial<AuditFilters>): void => {
  const current = readFilters(new URLSearchParams(window.location.search));
  const query = filtersToQuery({ ...current, ...changed });
  // Next.js follows the History API. Its router would request the page from the server.
  window.history.pushState(null, '', window.location.pathname + query);
};

export const clearFilters = (): void => changeFilters(NO_FILTERS);
