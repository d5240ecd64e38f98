/** Priorities of videos, the highest first. An organization's own is the highest that its videos can have. */
export const PRIORITIES = ['high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/**
 * How the slots of a queue are divided among priorities that have tasks waiting. The lowest gets at least its own share of the sum:
 * one slot in 21.
 */
export const PRIORITY_SHARES = { high: 16, normal: 4, low: 1 } as const satisfies Record<Priority, number>;

export const isAbove = (priority: Priority, ceiling: Priority): boolean =>
  PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(ceiling);

/** The priority of a video that asks for `asked`, or for nothing, in an organization with this ceiling. */
export const effectivePriority = (asked: Priority | null, ceiling: Priority): Priority =>
  asked === null || isAbove(asked, ceiling) ? ceiling : asked;
