import { TASK_KIND_NAMES, TASK_KINDS } from '@media/core';
import { newId } from '@media/database';
import { type FleetScene, openFleetScene } from '../fleet-worker.fixture.js';
import { until } from '../scene.fixture.js';

export type DispatchScene = Awaited<ReturnType<typeof openDispatchScene>>;

/** A worker has two slots for these kinds, which share a queue. */
const SLOTS = 2;
const KINDS = TASK_KIND_NAMES.filter((kind) => TASK_KINDS[kind].queue === 'io');

/** In-process workers whose steps can be held, and two organizations with videos. */
export const openDispatchScene = async (redis?: { url: string; prefix: string }) => {
  const scene: FleetScene = await openFleetScene(redis);
  const { sql } = scene.database;
  let workers = 0;
  let released = Promise.withResolvers<void>();
  const makeOrganization = async () => {
    const { id } = await sql.organization.create({ data: { id: newId<'OrganizationId'>(), name: 'an organization' } });
    return id as ReturnType<typeof newId<'OrganizationId'>>;
  };
  const rivals = [await makeOrganization(), await makeOrganization()] as const;
  return {
    ...scene,
    rivals,
    startWorker: (name = 'worker') => {
      workers += 1;
      return scene.startWorker({
        name,
        step: () => released.promise.then(() => undefined),
        dispatching: { candidateMs: 50 },
      });
    },
    /** Steps that start from now on don't end. */
    hold: (): void => {
      released = Promise.withResolvers<void>();
    },
    release: (): void => released.resolve(),
    /** Adds as many videos of each organization, in turn. */
    addBacklog: async (each: number) => {
      const videos = [];
      for (let count = 0; count < each; count += 1) for (const id of rivals) videos.push(await scene.addVideo(id));
      return videos;
    },
    /** Waits until tasks run in all slots. */
    slotsAreFull: async (): Promise<void> => {
      const where = { status: 'running' as const, kind: { in: KINDS } };
      await until(async () => (await sql.task.count({ where })) === workers * SLOTS || undefined);
    },
    completed: async (videoIds: readonly string[]): Promise<void> => {
      const where = { id: { in: [...videoIds] }, status: 'completed' as const };
      await until(async () => (await sql.video.count({ where })) === videoIds.length || undefined);
    },
  };
};
