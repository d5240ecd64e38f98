import { formatElapsed } from '../../format/format-elapsed';
import { ATTEMPT_TEXTS, hasFailed } from './attempt-status';
import { taskTitle } from './step-titles';
import type { Bar } from './timeline-rows';

/** The accessible name of a bar. */
export const describeBar = ({ task, attempt, startMs, endMs }: Bar): string => {
  const { number, status, errorCode, worker } = attempt;
  const facts = [
    taskTitle(task),
    task.attempts.length > 1 && `attempt ${number} of ${task.attempts.length}`,
    ATTEMPT_TEXTS[status],
    hasFailed(attempt) && errorCode,
    formatElapsed(endMs - startMs),
    `on ${worker}`,
  ];
  return facts.filter(Boolean).join(', ');
};

/** The visible label, with which the accessible name begins (WCAG 2.2, 2.5.3). */
export const shortLabel = ({ task, attempt }: Bar): string =>
  attempt.number > 1 ? `${taskTitle(task)}, attempt ${attempt.number}` : taskTitle(task);
