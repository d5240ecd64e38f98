import type { OrganizationId } from '@media/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from './index.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { type SimulatedTasks, simulateFleet } from './simulated-fleet.fixture.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

type Fleet = ReturnType<typeof simulateFleet>;

/** An organization that wants more than its share, and an honest one, both with more tasks than can run. */
const rivals = async (
  fleet: Fleet,
  greedy: Partial<SimulatedTasks> = {},
): Promise<[OrganizationId, OrganizationId]> => {
  const ids = [await fleet.addOrganization(), await fleet.addOrganization()] as const;
  await fleet.addTasks(ids[0], { count: 60, estimate: 1, priority: 'normal', ...greedy });
  await fleet.addTasks(ids[1], { count: 60, estimate: 1, priority: 'normal' });
  return [...ids];
};

/** Runs one task after another. `onStart` can interrupt it. */
const run = async (fleet: Fleet, tasks: number, onStart: (id: OrganizationId) => Promise<unknown>): Promise<void> => {
  for (let started = 0; started < tasks; started += 1) {
    const [id] = await fleet.start(1);
    if (id) await onStart(id);
    await fleet.finish();
  }
};

const setPriority = (id: OrganizationId, priority: 'normal' | 'low') =>
  database.sql.task.updateMany({ where: { organizationId: id, status: 'running' }, data: { videoPriority: priority } });

test('changing the priority of a running video leaves its charge where it ran', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [greedy, honest] = await rivals(fleet, { actual: 5 });
  await run(fleet, 24, async (id) => id === greedy && setPriority(greedy, 'low'));
  expect(fleet.serviceOf(honest).tasks).toBeGreaterThanOrEqual(19);
  const before = fleet.serviceOf(honest).tasks;
  await run(fleet, 12, async (id) => {
    await fleet.next();
    if (id === greedy) await setPriority(greedy, 'low');
  });
  expect(fleet.serviceOf(honest).tasks - before).toBeGreaterThanOrEqual(9);
});

test.each(['cancel', 'remove'] as const)(
  'to %s videos that run far longer than estimated saves nothing',
  async (how) => {
    const fleet = simulateFleet(database, 1, 8);
    const [greedy, honest] = await rivals(fleet);
    await run(fleet, 24, async (id) => id === greedy && fleet.stop(greedy, how, 5));
    expect(fleet.serviceOf(honest).tasks).toBeGreaterThanOrEqual(19);
    // Nor does it if the start was charged before.
    const before = fleet.serviceOf(honest).tasks;
    await run(fleet, 12, async (id) => {
      await fleet.next();
      if (id === greedy) await fleet.stop(greedy, how, 5);
    });
    expect(fleet.serviceOf(honest).tasks - before).toBeGreaterThanOrEqual(9);
  },
);

test('tasks that take no measurable time take turns with others', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [greedy, honest] = await rivals(fleet, { actual: 0 });
  await run(fleet, 24, async () => undefined);
  expect(fleet.serviceOf(greedy).tasks).toBeGreaterThan(0);
  expect(fleet.serviceOf(honest).tasks).toBeGreaterThanOrEqual(5);
});

test('a lower weight does not return more than was charged', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [greedy, honest] = await rivals(fleet, { count: 1, estimate: 400, actual: 1 });
  await database.sql.organization.update({ where: { id: greedy }, data: { weight: 8 } });
  await fleet.addTasks(greedy, { count: 60, estimate: 1, priority: 'normal' });
  await run(fleet, 2, async (id) => {
    await fleet.next();
    if (id === greedy) await database.sql.organization.update({ where: { id: greedy }, data: { weight: 1 } });
  });
  const before = fleet.serviceOf(honest).tasks;
  await run(fleet, 20, async () => undefined);
  expect(fleet.serviceOf(honest).tasks - before).toBeGreaterThanOrEqual(9);
});

/** Starts and ends tasks until this time. */
const workUntil = async (fleet: Fleet, time: number): Promise<void> => {
  while (fleet.now() < time) {
    await fleet.start();
    await fleet.finish();
  }
};

test.each([
  ['an overestimate that is returned after an idle time is not a turn saved up', { count: 1, estimate: 100 }],
  ['an underestimate that is charged after an idle time is no debt', { count: 3, estimate: 1 }],
])('%s', async (_, first) => {
  const fleet = simulateFleet(database, 10, 16);
  const [late, busy] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(late, { ...first, actual: 20 });
  await fleet.addTasks(busy, { count: 400, estimate: 1 });
  await workUntil(fleet, 10);
  const before = [fleet.serviceOf(late).tasks, fleet.serviceOf(busy).tasks] as const;
  await fleet.addTasks(late, { count: 200, estimate: 1 });
  await workUntil(fleet, 26);
  const lead = fleet.serviceOf(late).tasks - before[0] - (fleet.serviceOf(busy).tasks - before[1]);
  // All slots become free at the same time.
  expect(Math.abs(lead)).toBeLessThanOrEqual(10);
});

test('the first task of a newcomer is next, even if the others were charged far too much until now', async () => {
  const fleet = simulateFleet(database, 8, 16);
  const [early, late] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(early, { count: 60, estimate: 100, actual: 10 });
  for (let count = 0; count < 8; count += 1) await fleet.start(1);
  await fleet.finish();
  await fleet.next();
  await fleet.addTasks(late, { count: 1, estimate: 1 });
  expect((await fleet.next()).slice(0, 2)).toContain(late);
});

test('flows whose tasks are gone hide no others, however many', async () => {
  const fleet = simulateFleet(database, 1, 4);
  const made = await Promise.all(Array.from({ length: 60 }, () => fleet.addOrganization()));
  for (const id of made) await fleet.addTasks(id, { count: 1, estimate: 1 });
  await fleet.next();
  await database.sql.task.updateMany({ data: { status: 'cancelled' } });
  const last = await fleet.addOrganization();
  await fleet.addTasks(last, { count: 1, estimate: 1 });
  expect(await fleet.next()).toEqual([last]);
});
