import type { AttemptView, JobView } from '@media/contracts';
import type { OrganizationId, VideoId } from '@media/core';
import type { AttemptRow, JobRow } from '@media/database';
import type { ApiDeps } from '../api-deps.js';

type Deps = Pick<ApiDeps, 'videos' | 'jobs' | 'live'>;

/** What was and is done for a video, newest job first. @throws AppError VIDEO_NOT_FOUND */
export const listJobs = async (
  deps: Deps,
  organizationId: OrganizationId,
  id: VideoId,
): Promise<{ items: JobView[] }> => {
  await deps.videos.get(organizationId, id);
  const jobs = await deps.jobs.ofVideo(organizationId, id);
  return { items: await Promise.all(jobs.map(async (job) => toJobView(job, await progressOf(deps, job)))) };
};

const progressOf = async ({ live }: Deps, { id, status, doneWeight }: JobRow): Promise<number> => {
  if (status === 'completed') return 100;
  const finished = Math.min(99, Math.floor(doneWeight / 100));
  return status === 'queued' ? finished : Math.max(finished, (await live.progressOf(id)) ?? 0);
};

const toJobView = (job: JobRow, progress: number): JobView => ({
  id: job.id,
  recipe: job.recipeName,
  status: job.status,
  progress,
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
  tasks: job.tasks.map(({ id, kind, name, status, attempts }) => ({
    ...{ id, kind, name, status },
    attempts: attempts.map(toAttemptView),
  })),
});

const toAttemptView = (attempt: AttemptRow): AttemptView => ({
  number: attempt.number,
  worker: attempt.worker,
  status: attempt.status,
  startedAt: attempt.startedAt.toISOString(),
  ...(attempt.endedAt && { endedAt: attempt.endedAt.toISOString() }),
  ...(attempt.errorCode && { errorCode: attempt.errorCode }),
  ...(attempt.exitCode !== null && { exitCode: attempt.exitCode }),
  ...(attempt.logTail !== null && { logTail: attempt.logTail }),
  ...(attempt.cpuSeconds !== null && { cpuSeconds: attempt.cpuSeconds }),
  ...(attempt.maxRssBytes !== null && { maxRssBytes: attempt.maxRssBytes }),
});
