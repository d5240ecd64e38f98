import {
  type JobId,
  type MediaObject,
  type MediaSegment,
  type OrganizationId,
  OUTPUT_MAKERS,
  type PublishedText,
  type StoredOutputKind,
  type TaskId,
} from '@media/core';
import type { Database } from './transaction.js';

export type JobObject = MediaObject & { taskId: TaskId };
export type JobOutput = { taskId: TaskId; kind: StoredOutputKind; name: string; key: string; sizeBytes: number };

export type JobText = PublishedText & { taskId: TaskId };

/** Everything a job has stored, with the task that made it. */
export type JobMedia = { objects: JobObject[]; outputs: JobOutput[]; texts: JobText[] };

const MAKER_KINDS = [...new Set(Object.values(OUTPUT_MAKERS).flatMap((maker) => maker?.kind ?? []))];

/** Reads what a job has stored so far, without playlists, which are rendered on request. */
export const readJobMedia = async (
  { sql }: Pick<Database, 'sql'>,
  organizationId: OrganizationId,
  jobId: JobId,
): Promise<JobMedia> => {
  const where = { organizationId, jobId };
  const [objects, outputs, tasks, textTask, job] = await Promise.all([
    sql.mediaObject.findMany({ where, orderBy: [{ kind: 'asc' }, { trackIndex: 'asc' }, { chunkIndex: 'asc' }] }),
    sql.output.findMany({ where, orderBy: { name: 'asc' } }),
    sql.task.findMany({
      where: { ...where, kind: { in: MAKER_KINDS } },
      select: { id: true, kind: true, index: true },
    }),
    sql.task.findFirst({ where: { ...where, kind: 'text' }, select: { id: true } }),
    sql.job.findFirst({ where: { id: jobId, organizationId }, select: { texts: true } }),
  ]);
  return {
    objects: objects.map((row) => ({
      ...row,
      taskId: row.taskId as TaskId,
      sizeBytes: Number(row.sizeBytes),
      segments: row.segments as MediaSegment[],
    })),
    outputs: outputs.flatMap(({ kind, name, key, sizeBytes }) => {
      const maker = OUTPUT_MAKERS[kind];
      const task = tasks.find((task) => task.kind === maker?.kind && task.index === maker.index);
      return task && key !== null ? [{ taskId: task.id as TaskId, kind, name, key, sizeBytes: Number(sizeBytes) }] : [];
    }),
    texts: textTask
      ? ((job?.texts ?? []) as PublishedText[]).map((text) => ({ ...text, taskId: textTask.id as TaskId }))
      : [],
  };
};
