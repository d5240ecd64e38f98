import { PRIORITY_SHARES, type Priority } from './priority.js';

/** The most videos that are counted before another one in its queue. */
export const MAX_COUNTED_AHEAD = 1_000;

/** What the dispatcher has lately measured of a queue's tasks with one priority. */
export type PriorityLoad = {
  priority: Priority;
  /** CPU seconds charged per second, while tasks of the queue were waiting. */
  cpuPerSecond: number;
  /** For how long that was measured. */
  measuredSeconds: number;
  /** Sum of the weights of the organizations that have a task waiting. */
  waitingWeight: number;
};

export type QueueLoad = {
  /** Tasks of the queue that are running now, of all organizations. */
  running: number;
  priorities: readonly PriorityLoad[];
};

export type QueueUser = {
  priority: Priority;
  weight: number;
  /** How many tasks the organization can run at the same time; null for no limit. */
  concurrentTasks: number | null;
};

/** After a shorter time, a few long tasks decide what was measured. */
const MIN_MEASURED_SECONDS = 60;
/** Corrections of estimates can be more than what was charged meanwhile. */
const MIN_CPU_PER_SECOND = 0.01;

/** What a queue delivers: as measured or, before it has been measured for a minute, at least one CPU second per second and running task. */
const deliveredBy = ({ running, priorities }: QueueLoad): number => {
  const measured = priorities.reduce((sum, { cpuPerSecond }) => sum + cpuPerSecond, 0);
  const isMeasured = priorities.some(({ measuredSeconds }) => measuredSeconds >= MIN_MEASURED_SECONDS);
  return isMeasured ? Math.max(MIN_CPU_PER_SECOND, measured) : Math.max(1, running, measured);
};

/**
 * CPU seconds per second that an organization's tasks of one priority are expected to get of a queue: its share of what the queue
 * delivers, and no more than the tasks that it can run at the same time would take.
 */
export const expectedSpeed = (load: QueueLoad, user: QueueUser): number => {
  const { running, priorities } = load;
  const delivered = deliveredBy(load);
  const speed = delivered * shareOfPriority(priorities, user) * shareInPriority(priorities, user);
  if (user.concurrentTasks === null) return speed;
  return Math.min(speed, (user.concurrentTasks * delivered) / Math.max(1, running));
};

const shareOfPriority = (priorities: readonly PriorityLoad[], { priority: own }: QueueUser): number => {
  const waiting = priorities.filter(({ priority, waitingWeight }) => priority !== own && waitingWeight > 0);
  const others = waiting.reduce((sum, { priority }) => sum + PRIORITY_SHARES[priority], 0);
  return PRIORITY_SHARES[own] / (PRIORITY_SHARES[own] + others);
};

/** An organization whose first task has just become ready isn't part of the measured sum yet. */
const shareInPriority = (priorities: readonly PriorityLoad[], { priority: own, weight }: QueueUser): number => {
  const measured = priorities.find(({ priority }) => priority === own)?.waitingWeight ?? 0;
  return weight / Math.max(weight, measured);
};
