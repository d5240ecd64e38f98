import type { TaskKind, TaskResults } from '@media/core';
import type { Prisma } from './generated/client.js';

/**
 * The result in a task's row; null if it never completed. Not validated: only `complete` writes it, with the type of this
 * kind's step.
 */
export const resultOf = <K extends TaskKind>(_kind: K, stored: Prisma.JsonValue): TaskResults[K] | null =>
  stored as TaskResults[K] | null;
