import { ATTEMPT_TEXTS, hasFailed } from './attempt-status';
import { taskTitle } from './task-kinds';
import type { Bar } from './timeline-rows';

/** A length in words: `0.4 s`, `2 min 5 s`. */
export const formatTook = (tookMs: number): string => {
  const seconds = tookMs / 1000;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
};

/** All that a bar shows, in words. */
export const describeBar = ({ task, attempt, startMs, endMs }: Bar): string => {
  const { number, status, errorCode, worker } = attempt;
  const facts = [
    taskTitle(task),
    task.attempts.length > 1 && `attempt ${number} of ${task.attempts.length}`,
    ATTEMPT_TEXTS[status],
    hasFailed(attempt) && errorCode,
    formatTook(endMs - startMs),
    `by ${worker}`,
  ];
  return facts.filter(Boolean).join(', ');
};

/** What fits into a bar: the beginning of its description, so that it can be called by what is seen (WCAG 2.2, 2.5.3). */
export const shortLabel = ({ task, attempt }: Bar): string =>
  attempt.number > 1 ? `${taskTitle(task)}, attempt ${attempt.number}` : taskTitle(task);
