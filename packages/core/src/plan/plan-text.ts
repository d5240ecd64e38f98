import type { Plan } from './plan.js';
import { planChapters } from './plan-chapters.js';
import { planTexts } from './plan-texts.js';
import type { SourceProbe } from './source-probe.js';

/** Text tracks and chapters. `originSeconds`: the source time that becomes zero. */
export const planText = (
  probe: SourceProbe,
  { originSeconds, durationMs }: { originSeconds: number; durationMs: number },
): Pick<Plan, 'texts' | 'chapters' | 'warnings'> => {
  const { texts, warnings } = planTexts(probe, originSeconds);
  const { chapters, warnings: chapterWarnings } = planChapters(probe.chapters ?? [], { originSeconds, durationMs });
  return { texts, chapters, warnings: [...warnings, ...chapterWarnings] };
};
