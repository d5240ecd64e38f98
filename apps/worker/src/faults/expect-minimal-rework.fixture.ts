import { expect } from 'vitest';
import { type Attempt, type Killed, pidOf } from './fault-scene.fixture.js';

/**
 * Only the tasks that the killed worker held are repeated: one chunk of video, because these workers encode one at a time,
 * and its current task of every other kind. No finished task is repeated, and nothing fails for another reason.
 */
export const expectLittleRedone = (attempts: readonly Attempt[], killed: readonly Killed[]): void => {
  const lost = attempts.filter(({ status }) => status === 'lost');
  const lostWith = ({ pid }: Killed) => lost.filter(({ worker }) => pidOf(worker) === pid);
  for (const one of killed)
    expect(lostWith(one).filter(({ task }) => task.kind === 'encode').length).toBeLessThanOrEqual(1);
  const ofLiving = lost.filter(({ worker }) => !killed.some(({ pid }) => pid === pidOf(worker)));
  expect(ofLiving.map(described)).toEqual([]);
  for (const own of Map.groupBy(attempts, ({ taskId }) => taskId).values()) {
    const statuses = own.map(({ status }) => status);
    expect(statuses).toEqual([...Array(own.length - 1).fill('lost'), 'completed']);
  }
};

const described = ({ task, number, startedAt, endedAt }: Attempt): string =>
  `${task.name}, try ${number}, from ${startedAt.toISOString()} to ${endedAt?.toISOString()}`;
