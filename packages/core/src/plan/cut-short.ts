import type { SourceWarning } from './source-warnings.js';

/** What complete files lack: the last audio packet or a slow frame without a duration, and the rounding of recorders. */
const MIN_MISSING_MS = 500;
/** Matroska without the durations of its tracks declares the time at which its last subtitle disappears. */
const MIN_MISSING_WITH_TEXT_MS = 2000;
const MIN_MISSING_SHARE = 0.02;

/**
 * The warning for a source that ends early, such as an interrupted copy. `startMs`: where the recording begins, because some containers
 * declare the time of its end. `hasText`: whether subtitles can be what lasts as long as declared. `atLeast`: whether more can be missing.
 */
export const cutShort = (
  declaredMs: number,
  presentMs: number,
  { startMs = 0, hasText = false, atLeast = false }: { startMs?: number; hasText?: boolean; atLeast?: boolean } = {},
): SourceWarning[] => {
  const missingMs = Math.min(declaredMs - presentMs, declaredMs - presentMs - startMs);
  const minMissingMs = hasText ? MIN_MISSING_WITH_TEXT_MS : MIN_MISSING_MS;
  if (missingMs <= Math.max(minMissingMs, MIN_MISSING_SHARE * (presentMs + missingMs))) return [];
  return [{ code: 'SOURCE_TRUNCATED', declaredMs, presentMs, ...(atLeast && { atLeast }) }];
};
