import { TASK_KIND_NAMES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_JOBS } from './examples.js';
import { byteCount, milliseconds, percent, timestamp } from './fields.js';
import { JobId, TaskId } from './ids.js';
import { VideoSnapshot } from './messages.js';
import { openEnum } from './open-enum.js';
import { ErrorCodeName } from './problem.js';

export const JOB_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export const TASK_STATUSES = ['waiting', 'queued', 'running', 'retrying', 'completed', 'failed', 'cancelled'] as const;
export const ATTEMPT_STATUSES = ['running', 'completed', 'failed', 'lost', 'released', 'cancelled'] as const;

const JobStatus = openEnum(JOB_STATUSES, { id: 'JobStatus', description: 'Where a job stands.' });
const TaskStatus = openEnum(TASK_STATUSES, {
  id: 'TaskStatus',
  description: 'Where a task stands.',
  meanings: {
    waiting: 'other tasks come first',
    queued: 'ready for a worker',
    running: 'a worker runs it',
    retrying: 'an attempt failed, another will follow',
    completed: 'done',
    failed: 'no further attempt will be made',
    cancelled: 'the job was cancelled',
  },
});
const AttemptStatus = openEnum(ATTEMPT_STATUSES, {
  id: 'AttemptStatus',
  description: 'How an attempt ended, or that it is running.',
  meanings: {
    running: 'in progress',
    completed: 'successful',
    failed: 'ended with an error',
    lost: 'the worker stopped responding',
    released: 'the worker handed it back while shutting down',
    cancelled: 'the job was cancelled',
  },
});
const TaskKindName = openEnum(TASK_KIND_NAMES, {
  id: 'TaskKind',
  description: 'What a task does.',
  meanings: {
    fetch: 'bring the source to the worker',
    probe: 'read the source and plan the work',
    encode: 'encode one time range into every rendition',
    repackage: 'copy compatible video without re-encoding it',
    audio: 'encode one audio track',
    images: 'make the poster or the preview',
    package: 'make the MP4 and M4A files',
    verify: 'check everything that was made',
  },
});

/** One try of one task by one worker; never changed once it has ended. */
export const AttemptView = z
  .object({
    number: z.int().describe('Number of the attempt, from 1.'),
    worker: z.string().describe('Name of the worker.'),
    status: AttemptStatus,
    startedAt: timestamp('When it began.'),
    endedAt: timestamp('When it ended.').optional(),
    errorCode: ErrorCodeName.optional().describe('Why it failed.'),
    exitCode: z.int().optional().describe('Exit code of the program that it ran.'),
    logTail: z.string().optional().describe('End of the log, without paths and URLs of the server.'),
    cpuSeconds: z.number().optional().describe('CPU time used, in seconds.'),
    maxRssBytes: byteCount('Largest amount of memory used.', 412_000_000).optional(),
  })
  .meta({ id: 'Attempt', description: 'One try of a task by one worker.' });
export type AttemptView = z.infer<typeof AttemptView>;

export const TaskView = z
  .object({
    id: TaskId,
    kind: TaskKindName,
    name: z.string().describe('Name of the task within its job.'),
    status: TaskStatus,
    weight: z.int().nonnegative().describe('Its share of the progress of the job, in hundredths of a percent.'),
    durationMs: milliseconds('Total duration of its attempts, until now if one is running.', 6_500).nonnegative(),
    attempts: z.array(AttemptView).describe('Its attempts, oldest first.'),
  })
  .meta({ id: 'Task', description: 'A step of a job.' });
export type TaskView = z.infer<typeof TaskView>;

export const JobView = z
  .object({
    id: JobId,
    recipe: z.string().describe('Name of the recipe.'),
    status: JobStatus,
    progress: percent('How much is done.'),
    startedAt: z.iso.datetime().nullable().describe('When the first task began; `null` before. ISO 8601, UTC.'),
    finishedAt: z.iso.datetime().nullable().describe('When it ended; `null` before. ISO 8601, UTC.'),
    tasks: z.array(TaskView).describe('Its tasks, in the order of the work.'),
  })
  .meta({ id: 'Job', description: 'One run of a recipe on a video.' });
export type JobView = z.infer<typeof JobView>;

/** `video` is as of the same moment as the jobs: its progress is never ahead of their tasks. */
export const JobList = z
  .object({
    items: z.array(JobView).describe('All jobs of the video, newest first.'),
    video: VideoSnapshot.describe('The video at the same moment.'),
  })
  .meta({ id: 'JobList', description: 'The jobs of a video.', examples: [EXAMPLE_JOBS] });
export type JobList = z.infer<typeof JobList>;

/**
 * A message of the queues. It names the task and no more: the worker reads the row, so a stale message can't act on stale facts.
 * `traceparent` is the trace context of the task's job; messages of earlier releases have none. Fields that a later release adds
 * are ignored.
 */
export const RunTask = z.object({
  taskId: TaskId,
  epoch: z.int().nonnegative(),
  traceparent: z.string().optional(),
});
export type RunTask = z.infer<typeof RunTask>;
