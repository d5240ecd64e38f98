import type { VideoSort, VideoView } from '@media/sdk';

/** What the library shows, and in which order. An empty text is no condition. */
export type LibraryFilters = {
  q: string;
  status: VideoView['status'] | '';
  recipe: string;
  sort: VideoSort;
};

/** One of a menu. */
export type Choice<T extends string> = { value: T; label: string };

export const STATUS_CHOICES: readonly Choice<LibraryFilters['status']>[] = [
  { value: '', label: 'Any status' },
  { value: 'completed', label: 'Completed' },
  { value: 'processing', label: 'Processing' },
  { value: 'queued', label: 'Queued' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Cancelled' },
];

export const SORT_CHOICES: readonly Choice<VideoSort>[] = [
  { value: 'newest', label: 'Newest' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'title', label: 'Title A–Z' },
  { value: 'largest', label: 'Largest' },
];

/** The choice that a text of the page or of its address stands for. */
export const chosen = <T extends string>(choices: readonly Choice<T>[], text: string): T | undefined =>
  choices.find(({ value }) => value === text)?.value;

export const NO_FILTERS: LibraryFilters = { q: '', status: '', recipe: '', sort: 'newest' };

/** Reads the filters of an address; what it does not know counts as not given. */
export const readFilters = (params: { get: (name: string) => string | null }): LibraryFilters => {
  const text = (name: string) => params.get(name) ?? '';
  return {
    q: text('q').trim().slice(0, 200),
    status: chosen(STATUS_CHOICES, text('status')) ?? '',
    recipe: text('recipe').slice(0, 50),
    sort: chosen(SORT_CHOICES, text('sort')) ?? 'newest',
  };
};

/** The query of an address that `readFilters` reads again: `?q=sea&sort=title`, or nothing. */
export const filtersToQuery = (filters: LibraryFilters): string => {
  const { q, status, recipe, sort } = filters;
  const given = Object.entries({ q: q.trim(), status, recipe, sort: sort === 'newest' ? '' : sort });
  const params = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return params.size === 0 ? '' : `?${params}`;
};

/** Whether some videos may be left out. */
export const isNarrowed = ({ q, status, recipe }: LibraryFilters): boolean => `${q}${status}${recipe}` !== '';
