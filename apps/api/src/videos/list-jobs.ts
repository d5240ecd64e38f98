import type { AttemptView, JobList, JobView, TaskView } from '@media/contracts';
import {
  failureReasonText,
  hideServerPaths,
  isFailureReason,
  isNonStandardReason,
  type OrganizationId,
  parseTraceparent,
  type VideoId,
} from '@media/core';
import type { AttemptRow, JobRow, Jobs, TaskRow, Videos } from '@media/database';
import type { ApiConfig, Live } from '@media/runtime';
import { toSnapshot } from '../watch/snapshot-of.js';
import { liveProgressOf } from './current-progress.js';
import { failureOf, toKnownCode } from './failure-of.js';

type Deps = { config: Pick<ApiConfig, 'traceUrlTemplate'>; videos: Videos; jobs: Jobs; live: Live };

/** All jobs of a video, newest first, and the state of the video at the same moment. @throws AppError VIDEO_NOT_FOUND */
export const listJobs = async (deps: Deps, organizationId: OrganizationId, id: VideoId): Promise<JobList> => {
  // Redis is read before the rows, so that the rows include every task that contributed to the live progress.
  const before = await deps.videos.get(organizationId, id);
  const live = await liveProgressOf(deps, before);
  const { video, jobs } = await deps.jobs.ofVideo(organizationId, id);
  const snapshot = toSnapshot(video, video.generation === before.generation ? live : undefined);
  const nowMs = Date.now();
  return {
    items: jobs.map((job) => {
      const progress = job.id === video.currentJobId ? snapshot.progress : endedProgress(job);
      return { ...toJobView(job, progress, nowMs), ...traceOf(job, deps.config) };
    }),
    video: snapshot,
  };
};

const traceOf = (
  { traceparent }: JobRow,
  { traceUrlTemplate: template }: Deps['config'],
): Pick<JobView, 'traceId' | 'traceUrl'> => {
  const { traceId } = parseTraceparent(traceparent) ?? {};
  if (!traceId) return {};
  return { traceId, ...(template && { traceUrl: template.replaceAll('{traceId}', traceId) }) };
};

const endedProgress = ({ status, doneWeight }: JobRow): number =>
  status === 'completed' ? 100 : Math.min(99, Math.floor(doneWeight / 100));

const toJobView = (job: JobRow, progress: number, nowMs: number): JobView => ({
  id: job.id,
  recipe: job.recipeName,
  status: job.status,
  progress,
  ...(job.estimatedCpuSeconds !== null && { estimatedCpuSeconds: toHundredths(job.estimatedCpuSeconds) }),
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
  ...failureOf(job),
  tasks: job.tasks.map((task) => toTaskView(task, nowMs)),
});

const toTaskView = ({ id, kind, name, status, weight, copyFailed, attempts }: TaskRow, nowMs: number): TaskView => ({
  ...{ id, kind, name, status, weight },
  ...(copyFailed !== undefined && isNonStandardReason(copyFailed) && { copyFailed }),
  durationMs: attempts.reduce((sum, attempt) => sum + durationOf(attempt, nowMs), 0),
  attempts: attempts.map(toAttemptView),
});

/** At least 0, because start and end come from different clocks: the database's and the worker's. */
const durationOf = ({ startedAt, endedAt }: AttemptRow, nowMs: number): number =>
  Math.max(0, (endedAt?.getTime() ?? nowMs) - startedAt.getTime());

const toAttemptView = (attempt: AttemptRow): AttemptView => ({
  number: attempt.number,
  worker: attempt.worker,
  status: attempt.status,
  startedAt: attempt.startedAt.toISOString(),
  ...(attempt.endedAt && { endedAt: attempt.endedAt.toISOString() }),
  ...(attempt.errorCode && { errorCode: toKnownCode(attempt.errorCode) }),
  ...(isFailureReason(attempt.errorReason) && { errorReason: failureReasonText(attempt.errorReason) }),
  ...(attempt.exitCode !== null && { exitCode: attempt.exitCode }),
  ...(attempt.logTail !== null && { logTail: hideServerPaths(attempt.logTail) }),
  ...(attempt.cpuSeconds !== null && { cpuSeconds: toHundredths(attempt.cpuSeconds) }),
  ...(attempt.maxRssBytes !== null && { maxRssBytes: attempt.maxRssBytes }),
});

const toHundredths = (seconds: number): number => Math.round(seconds * 100) / 100;
