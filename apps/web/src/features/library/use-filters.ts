'use client';

import { useSearchParams } from 'next/navigation';
import { filtersToQuery, type LibraryFilters, NO_FILTERS, readFilters, withoutTag, withTag } from './filters';

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

/** Shows all videos, or all that the search finds, in the current order. */
export const clearFilters = ({ keepsSearch = false } = {}): void => {
  const { sort: _, q, ...filters } = NO_FILTERS;
  changeFilters({ ...filters, ...(!keepsSearch && { q }) });
};

/** Shows only videos with this tag, too. */
export const filterByTag = (name: string): void => {
  const { tags } = readFilters(new URLSearchParams(window.location.search));
  changeFilters({ tags: withTag(tags, name) });
  window.scrollTo({ top: 0 });
};

/** Follows a tag that was renamed or, without a new name, deleted. */
export const replaceFilterTag = (name: string, newName?: string): void => {
  const { tags } = readFilters(new URLSearchParams(window.location.search));
  const others = withoutTag(tags, name);
  if (others.length === tags.length) return;
  changeFilters({ tags: newName === undefined ? others : withTag(others, newName) }, 'replace');
};
