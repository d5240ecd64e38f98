import type { ListVideosQuery } from '@media/sdk';

/** A list that the library shows, and the same as one bare statement: conditions and order of the IDs of a page. */
export type MeasuredList = { name: string; query: Partial<ListVideosQuery>; where: string; orderBy: string };

const NEWEST = 'created_at DESC, id DESC';
const DAY_MS = 86_400_000;
const [weekAgo, twoDaysAgo] = [7, 2].map((days) => new Date(Date.now() - days * DAY_MS).toISOString());

export const LISTS: readonly MeasuredList[] = [
  { name: 'all', query: {}, where: 'true', orderBy: NEWEST },
  { name: 'all, by title', query: { sort: 'title' }, where: 'true', orderBy: 'lower(normalize(title)), id' },
  { name: 'a common tag', query: { tag: ['common'] }, where: `tag_keys @> '{common}'`, orderBy: NEWEST },
  { name: 'a rare tag', query: { tag: ['rare'] }, where: `tag_keys @> '{rare}'`, orderBy: NEWEST },
  { name: 'a word that all have', query: { q: 'holiday' }, where: `search_text LIKE '%holiday%'`, orderBy: NEWEST },
  { name: 'a word that few have', query: { q: '77' }, where: `search_text LIKE '% 77%'`, orderBy: NEWEST },
  {
    name: 'a common range of durations',
    query: { maxDurationMs: 60_000 },
    where: 'duration_ms BETWEEN 1 AND 60000',
    orderBy: NEWEST,
  },
  {
    name: 'a range of few durations',
    query: { minDurationMs: 7_000_000 },
    where: 'duration_ms >= 7000000',
    orderBy: NEWEST,
  },
  {
    name: 'a range of durations, by title',
    query: { minDurationMs: 1_800_000, maxDurationMs: 3_600_000, sort: 'title' },
    where: 'duration_ms BETWEEN 1800000 AND 3600000',
    orderBy: 'lower(normalize(title)), id',
  },
  {
    name: 'some days, by length',
    query: { createdAfter: weekAgo, createdBefore: twoDaysAgo, sort: 'longest' },
    where: `created_at >= '${weekAgo}' AND created_at < '${twoDaysAgo}'`,
    orderBy: 'duration_ms DESC, id DESC',
  },
];
