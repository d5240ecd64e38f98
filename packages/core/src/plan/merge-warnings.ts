import { canonicalJson } from './canonical-json.js';
import type { SourceWarning } from './source-warnings.js';

type Truncated = Extract<SourceWarning, { code: 'SOURCE_TRUNCATED' }>;
type FrameWarning = Extract<SourceWarning, { code: 'FRAMES_LOST' | 'VIDEO_DAMAGED' }>;

/**
 * The warnings of a plan and its tasks as one list. Each is listed once: tasks that decode the same source find the same, and frames that
 * are lost or damaged in different chunks are counted together. Of a file that ends early, headers and frames can tell different lengths.
 */
export const mergeWarnings = (warnings: readonly SourceWarning[]): SourceWarning[] => {
  const others = new Map<string, SourceWarning>();
  const truncated: Truncated[] = [];
  const lost = new Map<number, FrameWarning>();
  const damaged = new Map<number, FrameWarning>();
  for (const warning of warnings) {
    if (warning.code === 'FRAMES_LOST') keepLarger(lost, warning);
    else if (warning.code === 'VIDEO_DAMAGED') keepLarger(damaged, warning);
    else if (warning.code === 'SOURCE_TRUNCATED') truncated.push(warning);
    else others.set(canonicalJson(warning), warning);
  }
  return [
    ...others.values(),
    ...cutInTotal(truncated),
    ...lostInTotal([...lost.values()]),
    ...damagedInTotal([...damaged.values()]),
  ];
};

/** By time, because the task that replaces a failed copy decodes the same chunks again. */
const keepLarger = (found: Map<number, FrameWarning>, warning: FrameWarning): void => {
  const { frames = 0 } = found.get(warning.afterMs) ?? {};
  if (warning.frames > frames) found.set(warning.afterMs, warning);
};

/** The longest that is declared, and the shortest that is there. */
const cutInTotal = (found: readonly Truncated[]): SourceWarning[] => {
  const [longest] = found.toSorted(
    (one, other) => other.declaredMs - one.declaredMs || Number(one.atLeast ?? false) - Number(other.atLeast ?? false),
  );
  return longest ? [{ ...longest, presentMs: Math.min(...found.map(({ presentMs }) => presentMs)) }] : [];
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
