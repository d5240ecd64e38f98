import type { OrganizationId } from '@media/core';
import { type Database, dispatchRepository } from '@media/database';
import { expect } from 'vitest';

type Sql = Pick<Database, 'sql'>;

/** No task of these videos is lost, and none ran twice: each has one attempt, which completed it. */
export const expectEachRanOnce = async ({ sql }: Sql, videoIds: readonly string[]): Promise<void> => {
  const tasks = await sql.task.findMany({
    where: { videoId: { in: [...videoIds] } },
    select: { name: true, status: true, attempts: { select: { status: true } } },
  });
  expect(new Set(tasks.map(({ status }) => status))).toEqual(new Set(['completed']));
  const attempts = tasks.map(({ name, attempts }) => [name, attempts.map(({ status }) => status)]);
  expect(attempts).toEqual(tasks.map(({ name }) => [name, ['completed']]));
};

/**
 * The classes were charged exactly once for what attempts are recorded to have cost. `deletedSeconds`: the least that deleted ones
 * cost, of which no record is left.
 */
export const expectExactCharges = async ({ sql }: Sql, deletedSeconds = 0): Promise<void> => {
  await expect
    .poll(async () => [await sql.attempt.count({ where: { isSettled: false } }), await sql.deletedAttempt.count()])
    .toEqual([0, 0]);
  const [attempts, classes] = await Promise.all([
    sql.attempt.aggregate({ _sum: { chargedCpuSeconds: true } }),
    sql.dispatchClass.aggregate({ _sum: { charged: true } }),
  ]);
  const surplus = (classes._sum.charged ?? 0) - (attempts._sum.chargedCpuSeconds ?? 0);
  if (deletedSeconds === 0) expect(surplus).toBeCloseTo(0);
  else expect(surplus).toBeGreaterThan(deletedSeconds - 1e-6);
};

/** Organizations that have the same number of tasks waiting take turns. A correction that is still due can move one task. */
export const expectTurns = async (
  database: Database,
  [one, other]: readonly [OrganizationId, OrganizationId],
  count: number,
): Promise<void> => {
  const due = (await dispatchRepository(database).due(count)).filter(({ queue }) => queue === 'io').slice(0, count);
  const tasks = await database.sql.task.findMany({ where: { id: { in: due.map(({ taskId }) => taskId) } } });
  const countOf = (id: OrganizationId) => tasks.filter(({ organizationId }) => organizationId === id).length;
  expect(tasks).toHaveLength(count);
  expect(Math.abs(countOf(one) - countOf(other))).toBeLessThanOrEqual(2);
};
