import type { VideoSort, VideoView } from '@media/sdk';

/** Which videos the library shows, and in what order. An empty string doesn't filter. */
export type LibraryFilters = {
  q: string;
  status: VideoView['status'] | '';
  recipe: string;
  sort: VideoSort;
};

/** An option of a select. */
export type Choice<T extends string> = { value: T; label: string };

export const STATUS_CHOICES: readonly Choice<LibraryFilters['status']>[] = [
  { value: '', label: 'Any status' },
  { value: 'completed', label: 'Completed' },
  { value: 'processing', label: 'Processing' },
  { value: 'queued', label: 'Queued' },
  { value: 'failed', label: 'Failed' },
  { value: 'cancelled', label: 'Canceled' },
];

export const SORT_CHOICES: readonly Choice<VideoSort>[] = [
  { value: 'newest', label: 'Newest' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'title', label: 'Title A–Z' },
  { value: 'largest', label: 'Largest' },
];

/** The choice with this value, which can come from a URL. */
export const parseChoice = <T extends string>(choices: readonly Choice<T>[], text: string): T | undefined =>
  choices.find(({ value }) => value === text)?.value;

export const NO_FILTERS: LibraryFilters = { q: '', status: '', recipe: '', sort: 'newest' };

/** Reads the filters of a URL and ignores unknown values. */
export const readFilters = (params: { get: (name: string) => string | null }): LibraryFilters => {
  const text = (name: string) => params.get(name) ?? '';
  return {
    q: text('q').trim().slice(0, 200),
    status: parseChoice(STATUS_CHOICES, text('status')) ?? '',
    recipe: text('recipe').slice(0, 50),
    sort: parseChoice(SORT_CHOICES, text('sort')) ?? 'newest',
  };
};

/** The query that `readFilters` reads: `?q=sea&sort=title`, or an empty string. */
export const filtersToQuery = (filters: LibraryFilters): string => {
  const { q, status, recipe, sort } = filters;
  const given = Object.entries({ q: q.trim(), status, recipe, sort: sort === 'newest' ? '' : sort });
  const params = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return params.size === 0 ? '' : `?${params}`;
};

/** Whether some videos can be left out. */
export const isNarrowed = ({ q, status, recipe }: LibraryFilters): boolean => `${q}${status}${recipe}` !== '';
