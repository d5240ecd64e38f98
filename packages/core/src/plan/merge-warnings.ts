import { canonicalJson } from './canonical-json.js';
import type { SourceWarning } from './source-warnings.js';

type FrameWarning = Extract<SourceWarning, { code: 'FRAMES_LOST' | 'VIDEO_DAMAGED' }>;

/**
 * The warnings of a plan and its tasks as one list. Each is listed once: tasks that decode the same source find the same, and frames that
 * are lost or damaged in different chunks are counted together.
 */
export const mergeWarnings = (warnings: readonly SourceWarning[]): SourceWarning[] => {
  const others = new Map<string, SourceWarning>();
  const lost = new Map<number, FrameWarning>();
  const damaged = new Map<number, FrameWarning>();
  for (const warning of warnings) {
    if (warning.code === 'FRAMES_LOST') keepLarger(lost, warning);
    else if (warning.code === 'VIDEO_DAMAGED') keepLarger(damaged, warning);
    else others.set(canonicalJson(warning), warning);
  }
  return [...others.values(), ...lostInTotal([...lost.values()]), ...damagedInTotal([...damaged.values()])];
};

/** By time, because the task that replaces a failed copy decodes the same chunks again. */
const keepLarger = (found: Map<number, FrameWarning>, warning: FrameWarning): void => {
  const { frames = 0 } = found.get(warning.afterMs) ?? {};
  if (warning.frames > frames) found.set(warning.afterMs, warning);
};

const total = (found: readonly FrameWarning[]) => ({
  frames: found.reduce((sum, { frames }) => sum + frames, 0),
  afterMs: Math.min(...found.map(({ afterMs }) => afterMs)),
});

const lostInTotal = (found: readonly FrameWarning[]): SourceWarning[] =>
  found.length > 0 ? [{ code: 'FRAMES_LOST', ...total(found) }] : [];

const damagedInTotal = (found: readonly FrameWarning[]): SourceWarning[] => {
  const ends = found.map((warning) => (warning.code === 'VIDEO_DAMAGED' ? warning.untilMs : 0));
  return found.length > 0 ? [{ code: 'VIDEO_DAMAGED', ...total(found), untilMs: Math.max(...ends) }] : [];
};
