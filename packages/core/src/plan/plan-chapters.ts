import type { SourceChapter } from './source-probe.js';
import type { SourceWarning } from './source-warnings.js';
import type { Chapter } from './text-tracks.js';

/** Lists of videos contain the chapters of each. */
const MAX_CHAPTERS = 300;

/** The chapters inside the video, in order. `originSeconds`: the source time that becomes zero. */
export const planChapters = (
  chapters: readonly SourceChapter[],
  { originSeconds, durationMs }: { originSeconds: number; durationMs: number },
): { chapters: Chapter[]; warnings: SourceWarning[] } => {
  const clip = (seconds: number): number =>
    Math.min(durationMs, Math.max(0, Math.round((seconds - originSeconds) * 1000)));
  const inside = chapters
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
    .map(({ startSeconds, endSeconds, title }, index) => ({
      ...{ startMs: clip(startSeconds), endMs: clip(endSeconds), title: title ?? `Chapter ${index + 1}` },
    }))
    .filter(({ startMs, endMs }) => startMs < endMs);
  const leftOut = Math.max(0, inside.length - MAX_CHAPTERS);
  return {
    chapters: inside.slice(0, MAX_CHAPTERS),
    warnings: leftOut > 0 ? [{ code: 'CHAPTERS_LEFT_OUT', count: leftOut, limit: MAX_CHAPTERS }] : [],
  };
};
