import { type OrganizationId, type Priority, type QueueName, systemActor, type VideoId } from '@media/core';
import { type Database, dispatchRepository, FLEET, newId, videoCommands } from './index.js';

const { planVersion } = FLEET;

export type SimulatedOrganization = { weight?: number; priority?: Priority; concurrentTasks?: number };

/** Each task is the only one of its video. `actual`: what it really takes; by default, what is estimated. */
export type SimulatedTasks = { count: number; estimate: number; actual?: number; priority?: Priority };

type Claimed = { id: string; videoId: VideoId; organizationId: OrganizationId; estimate: number };
type Running = Claimed & { actual: number; startedAt: number; endsAt: number };

/** CPU seconds that an organization was charged so far, by what the test knows. */
export type Service = { running: number; ended: number; tasks: number };

/**
 * Chunks to encode, and slots that run them in simulated time. Chosen and charged by the real statements; claims and endings write
 * the same columns as the real ones, many rows at once.
 */
export const simulateFleet = (database: Database, slots: number, window = 32) => {
  const { sql } = database;
  const dispatch = dispatchRepository(database);
  const actuals = new Map<string, number>();
  const service = new Map<OrganizationId, Service>();
  let woken = new Set<OrganizationId>();
  let running: Running[] = [];
  let now = 0;

  const serviceOf = (id: OrganizationId): Service => {
    const found = service.get(id) ?? { running: 0, ended: 0, tasks: 0 };
    service.set(id, found);
    return found;
  };

  const addOrganization = async (options: SimulatedOrganization = {}): Promise<OrganizationId> => {
    const id = newId<'OrganizationId'>();
    await sql.organization.create({ data: { id, name: 'simulated', ...options } });
    return id;
  };

  const addTasks = async (organizationId: OrganizationId, tasks: SimulatedTasks): Promise<void> => {
    const { count, estimate, actual = estimate, priority = 'high' } = tasks;
    const rows = await sql.$queryRaw<{ id: string }[]>`
      WITH made AS (
        INSERT INTO video (id, organization_id, title, status, source_key, source_etag, source_size_bytes, source_file_name, current_job_id)
        SELECT gen_random_uuid(), ${organizationId}::uuid, 'v', 'processing', 'k', 'e', 1, 'f', gen_random_uuid()
        FROM generate_series(1, ${count}::int) RETURNING id, current_job_id),
      job AS (
        INSERT INTO job (id, organization_id, video_id, number, status, recipe_name, recipe, plan_version)
        SELECT current_job_id, ${organizationId}::uuid, id, 1, 'running', 'stream', '{}', ${planVersion}::int FROM made
        RETURNING id, video_id)
      INSERT INTO task (id, organization_id, video_id, job_id, kind, name, status, weight, plan_version, job_created_at,
        available_at, estimated_cpu_seconds, video_priority)
      SELECT gen_random_uuid(), ${organizationId}::uuid, video_id, id, 'encode', 'chunk', 'queued', 1, ${planVersion}::int, now(),
        'epoch', ${estimate}::float8, ${priority}::priority FROM job RETURNING id`;
    for (const { id } of rows) actuals.set(id, actual);
    woken.add(organizationId);
  };

  /** Fills the idle slots, at most this many. Returns the organizations of the started tasks, in order. */
  const start = async (most = slots): Promise<OrganizationId[]> => {
    const due = await dispatch.due(window, woken);
    woken = new Set();
    const ids = due.slice(0, Math.min(most, slots - running.length)).map(({ taskId }) => taskId);
    if (ids.length === 0) return [];
    const rows = await sql.$queryRaw<Claimed[]>`
      WITH claimed AS (
        UPDATE task SET status = 'running', epoch = epoch + 1 WHERE id = ANY(${ids}::uuid[]) AND status = 'queued'
        RETURNING id, epoch, video_id, organization_id, video_priority, estimated_cpu_seconds),
      attempt AS (
        INSERT INTO attempt (task_id, epoch, number, worker, priority)
        SELECT claimed.id, epoch, epoch, 'simulated', GREATEST(video_priority, organization.priority)
        FROM claimed JOIN organization ON organization.id = organization_id)
      SELECT id, video_id AS "videoId", organization_id AS "organizationId", estimated_cpu_seconds AS estimate FROM claimed`;
    const started = ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
    for (const task of started) {
      const actual = actuals.get(task.id) ?? task.estimate;
      running.push({ ...task, actual, startedAt: now, endsAt: now + actual });
      const charged = serviceOf(task.organizationId);
      charged.running += task.estimate;
      charged.tasks += 1;
    }
    return started.map(({ organizationId }) => organizationId);
  };

  /** Advances the time to the next end of a task. False if nothing runs. */
  const finish = async (status: 'completed' | 'queued' = 'completed'): Promise<boolean> => {
    if (running.length === 0) return false;
    now = Math.max(now, Math.min(...running.map(({ endsAt }) => endsAt)));
    const ended = running.filter(({ endsAt }) => endsAt <= now);
    running = running.filter(({ endsAt }) => endsAt > now);
    const [ids, seconds] = [ended.map(({ id }) => id), ended.map(({ actual }) => actual)];
    await sql.$executeRaw`
      WITH ended AS (SELECT * FROM unnest(${ids}::uuid[], ${seconds}::float8[]) AS ended(id, seconds)),
      task AS (UPDATE task SET status = ${status}::task_status FROM ended WHERE task.id = ended.id)
      UPDATE attempt SET status = 'completed', cpu_seconds = seconds, ended_at = now() FROM ended
      WHERE task_id = ended.id AND attempt.status = 'running'`;
    for (const { organizationId, estimate, actual } of ended) {
      const charged = serviceOf(organizationId);
      charged.running -= estimate;
      charged.ended += actual;
      woken.add(organizationId);
    }
    return true;
  };

  /** Cancels or removes all videos of an organization that are being processed, after this many seconds. */
  const stop = async (organizationId: OrganizationId, how: 'cancel' | 'remove', seconds: number): Promise<void> => {
    now += seconds;
    for (const { id, videoId, startedAt } of running.filter((task) => task.organizationId === organizationId)) {
      await sql.$executeRaw`
        UPDATE attempt SET started_at = now() - ${now - startedAt} * interval '1 second' WHERE task_id = ${id}::uuid`;
      await videoCommands(database)[how](systemActor(organizationId, 'test'), videoId);
    }
    running = running.filter((task) => task.organizationId !== organizationId);
    woken.add(organizationId);
  };

  return {
    addOrganization,
    addTasks,
    start,
    finish,
    stop,
    now: () => now,
    serviceOf,
    wake: (id: OrganizationId) => void woken.add(id),
    runningOf: (id: OrganizationId) => running.filter(({ organizationId }) => organizationId === id).length,
    idleSlots: () => slots - running.length,
    /** The next tasks' organizations, without starting them. */
    next: async (queue: QueueName = 'encode'): Promise<OrganizationId[]> => {
      const due = (await dispatch.due(window, woken)).filter((task) => task.queue === queue);
      const rows = await sql.task.findMany({ where: { id: { in: due.map(({ taskId }) => taskId) } } });
      return due.flatMap(
        ({ taskId }) => (rows.find(({ id }) => id === taskId)?.organizationId ?? []) as OrganizationId,
      );
    },
    /** Queued tasks of organizations that could run another one. */
    runnable: async (): Promise<number> => {
      const [row] = await sql.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM task JOIN organization ON organization.id = task.organization_id
        WHERE status = 'queued' AND (concurrent_tasks IS NULL OR concurrent_tasks > (
          SELECT count(*) FROM task AS held WHERE held.organization_id = organization.id AND held.status = 'running'))`;
      return row?.count ?? 0;
    },
  };
};
