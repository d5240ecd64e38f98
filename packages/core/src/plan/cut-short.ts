import type { SourceWarning } from './source-warnings.js';

/** Less is missing in many complete files: declared durations can be those of subtitles, or rounded. */
const MIN_MISSING_MS = 2000;
const MIN_MISSING_SHARE = 0.02;

/**
 * The warning for a source that ends early, such as an interrupted copy. `startMs`: where the recording begins, because some containers
 * declare the time of its end.
 */
export const cutShort = (declaredMs: number, presentMs: number, startMs = 0): SourceWarning[] => {
  const missingMs = Math.min(declaredMs - presentMs, declaredMs - presentMs - startMs);
  if (missingMs <= Math.max(MIN_MISSING_MS, MIN_MISSING_SHARE * (presentMs + missingMs))) return [];
  return [{ code: 'SOURCE_TRUNCATED', declaredMs, presentMs }];
};
