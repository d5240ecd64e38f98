import { canonicalJson } from './canonical-json.js';
import type { SourceWarning } from './source-warnings.js';

/**
 * The warnings of a plan and its tasks as one list. Each is listed once: tasks that decode the same source find the same, and lost
 * frames of all chunks are counted together.
 */
export const mergeWarnings = (warnings: readonly SourceWarning[]): SourceWarning[] => {
  const others = new Map<string, SourceWarning>();
  /** Frames by the start of their chunk, which the task that replaces a failed copy decodes again. */
  const lost = new Map<number, number>();
  for (const warning of warnings) {
    if (warning.code === 'FRAMES_LOST')
      lost.set(warning.afterMs, Math.max(warning.frames, lost.get(warning.afterMs) ?? 0));
    else others.set(canonicalJson(warning), warning);
  }
  return [...others.values(), ...(lost.size > 0 ? [totalOf(lost)] : [])];
};

const totalOf = (lost: ReadonlyMap<number, number>): SourceWarning => ({
  code: 'FRAMES_LOST',
  frames: [...lost.values()].reduce((sum, frames) => sum + frames, 0),
  afterMs: Math.min(...lost.keys()),
});
