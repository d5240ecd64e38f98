import { ERROR_CODES, type ErrorCode, TASK_KIND_NAMES, type TaskKind } from '@media/core';
import { z } from 'zod';
import { JobId, TaskId } from './ids.js';
import { VideoSnapshot } from './messages.js';

export const JOB_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export const TASK_STATUSES = ['waiting', 'queued', 'running', 'retrying', 'completed', 'failed', 'cancelled'] as const;
export const ATTEMPT_STATUSES = ['running', 'completed', 'failed', 'lost', 'released', 'cancelled'] as const;

/** One try of one task by one worker; never changed once it has ended. */
export const AttemptView = z.object({
  number: z.int(),
  worker: z.string(),
  status: z.enum(ATTEMPT_STATUSES),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  errorCode: z.enum(ERROR_CODES as [ErrorCode, ...ErrorCode[]]).optional(),
  exitCode: z.int().optional(),
  logTail: z.string().optional().describe('The end of the log, without folders and URLs of the server.'),
  cpuSeconds: z.number().optional(),
  maxRssBytes: z.int().optional(),
});
export type AttemptView = z.infer<typeof AttemptView>;

export const TaskView = z.object({
  id: TaskId,
  kind: z.enum(TASK_KIND_NAMES as [TaskKind, ...TaskKind[]]),
  name: z.string(),
  status: z.enum(TASK_STATUSES),
  weight: z.int().nonnegative().describe('Its share of the job’s progress, in hundredths of a percent.'),
  durationMs: z.int().nonnegative().describe('The sum of its attempts, until now where one is running.'),
  attempts: z.array(AttemptView),
});
export type TaskView = z.infer<typeof TaskView>;

export const JobView = z.object({
  id: JobId,
  recipe: z.string(),
  status: z.enum(JOB_STATUSES),
  progress: z.int().min(0).max(100),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  tasks: z.array(TaskView),
});
export type JobView = z.infer<typeof JobView>;

/** `video` is as of the same moment as the jobs: its progress is never ahead of their tasks. */
export const JobList = z.object({ items: z.array(JobView), video: VideoSnapshot }).meta({ id: 'JobList' });
export type JobList = z.infer<typeof JobList>;

/** Payload of the queues. It carries ids only: the worker reads the row, so a stale ring cannot act on stale facts. */
export const RunTask = z.strictObject({ taskId: TaskId, epoch: z.int().nonnegative() });
export type RunTask = z.infer<typeof RunTask>;
