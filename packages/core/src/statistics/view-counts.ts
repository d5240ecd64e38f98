import { emptyHeat } from './heat-buckets.js';

/** What viewers did with one video. Sums, which say nothing about any one of them. */
export type ViewCounts = {
  plays: number;
  /** Browsers that watched, each once a day. */
  sessions: number;
  /** Time of the video, so watching a second twice counts twice. */
  watchedMs: number;
  /** How often each part of the video was watched. */
  heat: readonly number[];
};

export const NO_VIEWS: ViewCounts = { plays: 0, sessions: 0, watchedMs: 0, heat: emptyHeat() };

export const addViews = (a: ViewCounts, b: ViewCounts): ViewCounts => ({
  plays: a.plays + b.plays,
  sessions: a.sessions + b.sessions,
  watchedMs: a.watchedMs + b.watchedMs,
  heat: a.heat.map((times, bucket) => times + (b.heat[bucket] ?? 0)),
});
