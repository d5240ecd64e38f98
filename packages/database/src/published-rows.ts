import type { JobId, MediaObject, MediaSegment, OrganizationId, TaskId, TaskKind } from '@media/core';
import type { OutputKind } from './generated/client.js';
import type { Database } from './transaction.js';

export type PublishedObject = MediaObject & { taskId: TaskId };
export type PublishedOutput = { taskId: TaskId; kind: OutputKind; name: string; key: string; sizeBytes: number };

/** All that a job has stored, each with the task that made it. */
export type Published = { objects: PublishedObject[]; outputs: PublishedOutput[] };

const PICTURES: readonly OutputKind[] = ['poster', 'storyboard', 'preview'];
const makerOf = (kind: OutputKind): TaskKind => (PICTURES.includes(kind) ? 'images' : 'package');

/** Reads what a job has stored so far; what is rendered on request (playlists) has no bytes and is left out. */
export const publishedOf = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  jobId: JobId,
): Promise<Published> => {
  const where = { organizationId, jobId };
  const [objects, outputs, tasks] = await Promise.all([
    sql.mediaObject.findMany({ where, orderBy: [{ kind: 'asc' }, { trackIndex: 'asc' }, { chunkIndex: 'asc' }] }),
    sql.output.findMany({ where, orderBy: { name: 'asc' } }),
    sql.task.findMany({ where: { ...where, kind: { in: ['images', 'package'] } }, select: { id: true, kind: true } }),
  ]);
  const makers = new Map(tasks.map(({ id, kind }) => [kind as TaskKind, id as TaskId]));
  return {
    objects: objects.map((row) => ({
      ...row,
      taskId: row.taskId as TaskId,
      sizeBytes: Number(row.sizeBytes),
      segments: row.segments as MediaSegment[],
    })),
    outputs: outputs.flatMap(({ kind, name, key, sizeBytes }) => {
      const taskId = makers.get(makerOf(kind));
      return taskId && key !== null ? [{ taskId, kind, name, key, sizeBytes: Number(sizeBytes) }] : [];
    }),
  };
};
