import { expect } from 'vitest';
import { type Attempt, type Killed, pidOf } from './fault-scene.fixture.js';

/**
 * Only the tasks that a killed worker held are repeated: at most one chunk of video, because these workers encode one at a time,
 * and its current tasks of other kinds. No finished task is repeated, and no attempt fails for another reason.
 */
export const expectMinimalRework = (attempts: readonly Attempt[], killed: readonly Killed[]): void => {
  const lost = attempts.filter(({ status }) => status === 'lost');
  const lostBy = ({ pid }: Killed) => lost.filter(({ worker }) => pidOf(worker) === pid);
  for (const worker of killed)
    expect(lostBy(worker).filter(({ task }) => task.kind === 'encode').length).toBeLessThanOrEqual(1);
  const lostByOthers = lost.filter(({ worker }) => !killed.some(({ pid }) => pid === pidOf(worker)));
  expect(lostByOthers.map(describeAttempt)).toEqual([]);
  for (const ofTask of Map.groupBy(attempts, ({ taskId }) => taskId).values()) {
    const statuses = ofTask.map(({ status }) => status);
    expect(statuses).toEqual([...Array(ofTask.length - 1).fill('lost'), 'completed']);
  }
};

const describeAttempt = ({ task, number, startedAt, endedAt }: Attempt): string =>
  `${task.name}, attempt ${number}, from ${startedAt.toISOString()} to ${endedAt?.toISOString()}`;
