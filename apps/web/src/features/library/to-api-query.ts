import type { ListVideosQuery } from '@media/sdk';
import { startOfDay } from '../../format/days';
import type { LibraryFilters } from './filters';

/** Durations are shown to the nearest second. */
const HALF_SECOND_MS = 500;

/** The filters as the API takes them. */
export const toApiQuery = (filters: LibraryFilters): Partial<ListVideosQuery> => {
  const { q, tags, status, visibility, recipe, minSeconds, maxSeconds, from, to, sort } = filters;
  const [createdAfter, createdBefore] = [startOfDay(from), startOfDay(to, 1)];
  return {
    ...(q && { q }),
    ...(tags.length > 0 && { tag: [...tags] }),
    ...(status && { status }),
    ...(visibility && { visibility }),
    ...(recipe && { recipe }),
    ...(minSeconds > 0 && { minDurationMs: minSeconds * 1000 - HALF_SECOND_MS }),
    ...(maxSeconds > 0 && { maxDurationMs: maxSeconds * 1000 + HALF_SECOND_MS - 1 }),
    ...(createdAfter && { createdAfter: createdAfter.toISOString() }),
    ...(createdBefore && { createdBefore: createdBefore.toISOString() }),
    ...(sort !== 'newest' && { sort }),
  };
};
