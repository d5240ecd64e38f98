import { MAX_TAG_LENGTH, MAX_TAGS, tagKey, uniqueTags } from '@media/core/tags';
import type { VideoSort, VideoView } from '@media/sdk';
import { isDay } from '../../format/days';
import { parseChoice, SORT_CHOICES, STATUS_CHOICES, VISIBILITY_CHOICES, type Visibility } from './choices';

/** Which videos the library shows, and in what order. An empty string, an empty list and 0 don't filter. */
export type LibraryFilters = {
  q: string;
  tags: readonly string[];
  status: VideoView['status'] | '';
  visibility: Visibility | '';
  recipe: string;
  /** Durations as they are shown, to the nearest second. Both are included. */
  minSeconds: number;
  maxSeconds: number;
  /** Days in the reader's time zone, such as `2026-11-24`. Both are included. */
  from: string;
  to: string;
  sort: VideoSort;
};

export const NO_FILTERS: LibraryFilters = {
  q: '',
  tags: [],
  status: '',
  visibility: '',
  recipe: '',
  minSeconds: 0,
  maxSeconds: 0,
  from: '',
  to: '',
  sort: 'newest',
};

const SECONDS = /^[1-9]\d{0,7}$/;

type Params = { get: (name: string) => string | null; getAll: (name: string) => string[] };

/** Reads the filters of a URL and ignores unknown values. */
export const readFilters = (params: Params): LibraryFilters => {
  const text = (name: string) => params.get(name) ?? '';
  const seconds = (name: string) => (SECONDS.test(text(name)) ? Number(text(name)) : 0);
  const day = (name: string) => (isDay(text(name)) ? text(name) : '');
  return {
    q: text('q').trim().slice(0, 200),
    tags: uniqueTags(
      params
        .getAll('tag')
        .map((name) => name.trim())
        .filter(isTag),
    ).slice(0, MAX_TAGS),
    status: parseChoice(STATUS_CHOICES, text('status')) ?? '',
    visibility: parseChoice(VISIBILITY_CHOICES, text('visibility')) ?? '',
    recipe: text('recipe').slice(0, 50),
    minSeconds: seconds('minSeconds'),
    maxSeconds: seconds('maxSeconds'),
    from: day('from'),
    to: day('to'),
    sort: parseChoice(SORT_CHOICES, text('sort')) ?? 'newest',
  };
};

const isTag = (name: string): boolean => name !== '' && name.length <= MAX_TAG_LENGTH && !name.includes(',');

/** The query that `readFilters` reads: `?q=sea&tag=Rome&sort=title`, or an empty string. */
export const filtersToQuery = ({ q, tags, sort, ...others }: LibraryFilters): string => {
  const given = [
    ['q', q.trim()],
    ...tags.map((tag) => ['tag', tag]),
    ...Object.entries(others).map(([name, value]) => [name, value === 0 ? '' : String(value)]),
    ['sort', sort === NO_FILTERS.sort ? '' : sort],
  ];
  const params = new URLSearchParams(given.filter(([, value]) => value !== ''));
  return params.size === 0 ? '' : `?${params}`;
};

/** Whether some videos can be left out. */
export const isNarrowed = (filters: LibraryFilters): boolean => filters.q !== '' || countFilters(filters) > 0;

/** How many filters there are besides the search. Each tag is one, and a range is one. */
export const countFilters = ({ tags, status, visibility, recipe, ...filters }: LibraryFilters): number => {
  const { minSeconds, maxSeconds, from, to } = filters;
  const isSet = [status !== '', visibility !== '', recipe !== '', minSeconds + maxSeconds > 0, from + to !== ''];
  return tags.length + isSet.filter(Boolean).length;
};

/** The tags with another one, unless it is there already. */
export const withTag = (tags: readonly string[], name: string): string[] => uniqueTags([...tags, name]);

export const withoutTag = (tags: readonly string[], name: string): string[] =>
  tags.filter((tag) => tagKey(tag) !== tagKey(name));
