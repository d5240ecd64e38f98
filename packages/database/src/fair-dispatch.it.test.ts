import { type OrganizationId, PRIORITIES, PRIORITY_SHARES, type Priority } from '@media/core';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeWorker, LEASE_MS } from './fake-worker.fixture.js';
import { claimRepository, type Database } from './index.js';
import { addVideo } from './job.fixture.js';
import { openTestDatabase } from './open-test-database.fixture.js';
import { simulateFleet } from './simulated-fleet.fixture.js';

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

type Fleet = ReturnType<typeof simulateFleet>;

/** Lets the slots work until so many tasks have started, or nothing is left. Calls `check` whenever the slots were filled. */
const work = async (
  fleet: Fleet,
  tasks: number,
  check: () => Promise<void> | void = () => undefined,
): Promise<void> => {
  for (let started = 0; started < tasks; ) {
    started += (await fleet.start()).length;
    await check();
    if (!(await fleet.finish())) return;
  }
};

/** Charged CPU seconds per weight. */
const turnOf = (fleet: Fleet, id: OrganizationId, weight: number): number => {
  const { running, ended } = fleet.serviceOf(id);
  return (running + ended) / weight;
};

const anyOrganization = fc.record({
  weight: fc.constantFrom(0.5, 1, 2, 4),
  cost: fc.double({ min: 0.5, max: 40, noNaN: true }),
});

test('organizations with tasks waiting get service by weight, never further apart than one task of each', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyOrganization, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 1, max: 6 }),
      async (made, slots) => {
        await database.sql.$executeRaw`TRUNCATE organization, dispatch_flow, dispatch_class CASCADE`;
        const fleet = simulateFleet(database, slots, 16);
        const all: { id: OrganizationId; weight: number; cost: number }[] = [];
        for (const { weight, cost } of made) {
          const id = await fleet.addOrganization({ weight });
          await fleet.addTasks(id, { count: 60, estimate: cost });
          all.push({ id, weight, cost });
        }
        await work(fleet, 40, () => {
          for (const one of all)
            for (const other of all) {
              const lead = turnOf(fleet, one.id, one.weight) - turnOf(fleet, other.id, other.weight);
              expect(lead).toBeLessThanOrEqual(one.cost / one.weight + other.cost / other.weight + 1e-6);
            }
        });
      },
    ),
    { numRuns: 4, seed: 1 },
  );
});

test('what tasks really took corrects the estimate', async () => {
  const fleet = simulateFleet(database, 2, 8);
  const [modest, wrong] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(modest, { count: 100, estimate: 10 });
  await fleet.addTasks(wrong, { count: 100, estimate: 1, actual: 10 });
  await work(fleet, 40);
  expect(Math.abs(fleet.serviceOf(modest).tasks - fleet.serviceOf(wrong).tasks)).toBeLessThanOrEqual(4);
});

test('every priority gets its share of the slots, the lowest one in 21', async () => {
  const fleet = simulateFleet(database, 4, 32);
  const ids = new Map<Priority, OrganizationId>();
  for (const priority of PRIORITIES) {
    const id = await fleet.addOrganization({ priority });
    await fleet.addTasks(id, { count: 120, estimate: 1 });
    ids.set(priority, id);
  }
  await work(fleet, 105);
  const tasks = PRIORITIES.map((priority) => fleet.serviceOf(ids.get(priority) as OrganizationId).tasks);
  for (const [index, priority] of PRIORITIES.entries())
    expect(Math.abs((tasks[index] ?? 0) - 5 * PRIORITY_SHARES[priority])).toBeLessThanOrEqual(2);
});

test("a video's priority counts up to its organization's own, and a priority shares its slots among organizations", async () => {
  const fleet = simulateFleet(database, 1, 32);
  const [careful, greedy] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(careful, { count: 40, estimate: 1, priority: 'normal' });
  await fleet.addTasks(careful, { count: 40, estimate: 1, priority: 'low' });
  await fleet.addTasks(greedy, { count: 40, estimate: 1, priority: 'high' });
  await work(fleet, 25);
  // Four of five tasks are of priority normal, half of them of each organization.
  expect(fleet.serviceOf(greedy).tasks).toBe(10);
  expect(fleet.serviceOf(careful).tasks).toBe(15);
});

test('beside 10,000 waiting videos of one organization, the only video of another one is next', async () => {
  const fleet = simulateFleet(database, 4);
  const [flooder, other] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(flooder, { count: 10_000, estimate: 30 });
  await work(fleet, 12);
  await fleet.start();
  await fleet.addTasks(other, { count: 1, estimate: 500 });
  expect((await fleet.next()).slice(0, 2)).toEqual([other, flooder]);
});

test('an organization that had nothing to run for a while saves up no turns', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [busy, late] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(late, { count: 1, estimate: 1 });
  await fleet.addTasks(busy, { count: 100, estimate: 1 });
  await work(fleet, 30);
  await fleet.addTasks(late, { count: 50, estimate: 1 });
  const before = fleet.serviceOf(late).tasks;
  await work(fleet, 20);
  expect(fleet.serviceOf(late).tasks - before).toBe(10);
});

test('neither does one that ran out of tasks while its last ones were running', async () => {
  const fleet = simulateFleet(database, 4, 8);
  const [busy, late] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(busy, { count: 24, estimate: 1 });
  await work(fleet, 24);
  await fleet.addTasks(late, { count: 40, estimate: 1 });
  await work(fleet, 4);
  await fleet.addTasks(busy, { count: 40, estimate: 1 });
  const [busyBefore, lateBefore] = [fleet.serviceOf(busy).tasks, fleet.serviceOf(late).tasks];
  await work(fleet, 20);
  expect(
    Math.abs(fleet.serviceOf(busy).tasks - busyBefore - (fleet.serviceOf(late).tasks - lateBefore)),
  ).toBeLessThanOrEqual(4);
});

test('tasks that are canceled while they wait cost nothing', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [cancels, other] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(cancels, { count: 1_000, estimate: 1_000 });
  await fleet.addTasks(other, { count: 40, estimate: 1 });
  await fleet.next();
  await database.sql.task.updateMany({ where: { organizationId: cancels }, data: { status: 'cancelled' } });
  await fleet.addTasks(cancels, { count: 40, estimate: 1 });
  await work(fleet, 20);
  expect([fleet.serviceOf(cancels).tasks, fleet.serviceOf(other).tasks]).toEqual([10, 10]);
});

test('retries cost like first attempts', async () => {
  const fleet = simulateFleet(database, 1, 8);
  const [retries, other] = [await fleet.addOrganization(), await fleet.addOrganization()];
  await fleet.addTasks(retries, { count: 1, estimate: 1 });
  await fleet.addTasks(other, { count: 40, estimate: 1 });
  for (let round = 0; round < 20; round += 1) {
    const [started] = await fleet.start();
    await fleet.finish(started === retries ? 'queued' : 'completed');
  }
  expect([fleet.serviceOf(retries).tasks, fleet.serviceOf(other).tasks]).toEqual([10, 10]);
});

test('no slot is idle while a task could run, and no organization runs more than its limit', async () => {
  const fleet = simulateFleet(database, 8, 8);
  const limits = [1, 3, undefined] as const;
  const ids: OrganizationId[] = [];
  for (const concurrentTasks of limits) {
    const id = await fleet.addOrganization(concurrentTasks === undefined ? {} : { concurrentTasks });
    await fleet.addTasks(id, { count: 20, estimate: 1 + ids.length });
    ids.push(id);
  }
  // More organizations at their limit than a window has places.
  for (let full = 0; full < 12; full += 1) {
    const id = await fleet.addOrganization({ concurrentTasks: 1 });
    await fleet.addTasks(id, { count: 3, estimate: 2 });
    ids.push(id);
  }
  await work(fleet, 60, async () => {
    if (fleet.idleSlots() > 0) expect(await fleet.runnable()).toBe(0);
    for (const [index, id] of ids.entries()) {
      const limit = index < limits.length ? limits[index] : 1;
      if (limit !== undefined) expect(fleet.runningOf(id)).toBeLessThanOrEqual(limit);
    }
  });
  expect(ids.map((id) => fleet.serviceOf(id).tasks > 0)).not.toContain(false);
});

test('claims of parallel workers stay within the limit of their organization, and an ended task makes room', async () => {
  const { organizationId } = await addVideo(database);
  for (let count = 0; count < 5; count += 1) await addVideo(database, organizationId);
  const worker = fakeWorker(() => database);
  const waiting = await worker.due();
  await database.sql.organization.update({ where: { id: organizationId }, data: { concurrentTasks: 2 } });
  const claims = claimRepository(database);
  const claimed = await Promise.all(waiting.map((task) => claims.claim(task, 'worker', LEASE_MS)));
  const held = claimed.filter((task) => task !== undefined);
  expect(held).toHaveLength(2);
  expect(await worker.due()).toEqual([]);
  if (held[0]) await worker.complete(held[0]);
  const [next] = await worker.due();
  expect(next && (await claims.claim(next, 'worker', LEASE_MS))).toBeDefined();
});

test('the first chunk of a new video goes before later chunks of older ones, but not before those of yesterday', async () => {
  const { videoId: old, organizationId } = await addVideo(database);
  const { videoId: older } = await addVideo(database, organizationId);
  const { videoId: newer } = await addVideo(database, organizationId);
  const yesterday = new Date(Date.now() - 25 * 60 * 60_000);
  await database.sql.job.updateMany({ where: { videoId: old }, data: { createdAt: yesterday } });
  const { due, run } = fakeWorker(() => database);
  await run('fetch', 'probe', 'fetch', 'probe', 'fetch', 'probe');
  const chunks = await database.sql.task.findMany({ where: { kind: 'encode' } });
  const order = (await due()).flatMap(({ taskId }) => chunks.find(({ id }) => id === taskId) ?? []);
  expect(order.map(({ videoId, index }) => [videoId, index])).toEqual([
    ...[0, 1].map((chunk) => [old, chunk]),
    ...[older, newer].map((id) => [id, 0]),
    ...[older, newer].map((id) => [id, 1]),
  ]);
});
