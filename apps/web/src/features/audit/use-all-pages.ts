import type { Page } from '@media/sdk';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Enough for a select. */
const MAX_PAGES = 10;

/** The items of a list, loading the pages that are missing. */
export const useAllPages = <Item>(query: UseInfiniteQueryResult<InfiniteData<Page<Item>>>): Item[] => {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query;
  const isShort = data !== undefined && data.pages.length < MAX_PAGES;
  const wantsMore = isShort && hasNextPage && !isFetching && !isError;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  return data?.pages.flatMap(({ items }) => items) ?? [];
};
