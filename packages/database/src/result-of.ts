import type { TaskKind, TaskResults } from '@media/core';
import type { Prisma } from './generated/client.js';

/**
 * The result in a task's row; null of a task that never ended. Not validated: only `complete` writes it, and takes nothing
 * but what this kind's step makes.
 */
export const resultOf = <K extends TaskKind>(_kind: K, stored: Prisma.JsonValue): TaskResults[K] | null =>
  stored as TaskResults[K] | null;
