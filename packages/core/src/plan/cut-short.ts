import { AppError } from '../errors/app-error.js';
import type { FailureReason } from '../errors/failure-reasons.js';
import type { SourceWarning } from './source-warnings.js';

/** What complete files lack: the last audio packet or a slow frame without a duration, and the rounding of recorders. */
const MIN_MISSING_MS = 500;
/** Matroska without the durations of its tracks declares the time at which its last subtitle disappears. */
const MIN_MISSING_WITH_TEXT_MS = 2000;
const MIN_MISSING_SHARE = 0.02;

type CutFacts = { startMs?: number; hasText?: boolean; atLeast?: boolean; damagedAfterMs?: number };

/**
 * The warning for a source that ends early, such as an interrupted copy. `startMs`: where the recording begins, because some containers
 * declare the time of its end. `hasText`: whether subtitles can be what lasts as long as declared. `atLeast`: whether more can be missing.
 * `damagedAfterMs`: where a section is damaged, if later audio moves to its place.
 */
export const cutShort = (
  declaredMs: number,
  presentMs: number,
  { startMs = 0, hasText = false, atLeast = false, damagedAfterMs }: CutFacts = {},
): SourceWarning[] => {
  const missingMs = Math.min(declaredMs - presentMs, declaredMs - presentMs - startMs);
  const minMissingMs = hasText ? MIN_MISSING_WITH_TEXT_MS : MIN_MISSING_MS;
  if (missingMs <= Math.max(minMissingMs, MIN_MISSING_SHARE * (presentMs + missingMs))) return [];
  return [
    {
      code: 'SOURCE_TRUNCATED',
      declaredMs,
      presentMs,
      ...(atLeast && { atLeast }),
      ...(damagedAfterMs !== undefined && { damagedAfterMs }),
    },
  ];
};

const MIN_PRESENT_SHARE = 0.5;

/** @throws AppError SOURCE_DAMAGED if more than half of a video is missing */
export const assertHalfPresent = (declaredMs: number, presentMs: number): void => {
  if (presentMs >= MIN_PRESENT_SHARE * declaredMs) return;
  const reason: FailureReason = { code: 'VIDEO_CUT_SHORT', declaredMs, foundMs: Math.round(presentMs) };
  throw new AppError('SOURCE_DAMAGED', { reason });
};

/** The same for the warnings of a source whose remuxed copy doesn't declare what is missing. @throws AppError SOURCE_DAMAGED */
export const assertNotMostlyCut = (warnings: readonly SourceWarning[]): void => {
  for (const warning of warnings)
    if (warning.code === 'SOURCE_TRUNCATED') assertHalfPresent(warning.declaredMs, warning.presentMs);
};
