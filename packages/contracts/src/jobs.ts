import { TASK_KIND_NAMES } from '@media/core';
import { z } from 'zod';
import { EXAMPLE_JOBS } from './examples.js';
import { byteCount, milliseconds, percent, timestamp } from './fields.js';
import { JobId, TaskId } from './ids.js';
import { VideoSnapshot } from './messages.js';
import { openEnum } from './open-enum.js';
import { ErrorCodeName } from './problem.js';
import { NonStandardReasonName } from './video-media.js';
import { VideoError } from './video-problems.js';

export const JOB_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export const TASK_STATUSES = ['waiting', 'queued', 'running', 'retrying', 'completed', 'failed', 'cancelled'] as const;
export const ATTEMPT_STATUSES = ['running', 'completed', 'failed', 'lost', 'released', 'cancelled'] as const;

const JobStatus = openEnum(JOB_STATUSES, { id: 'JobStatus', description: 'Status of a job.' });
const TaskStatus = openEnum(TASK_STATUSES, {
  id: 'TaskStatus',
  description: 'Status of a task.',
  meanings: {
    waiting: 'waiting for other tasks',
    queued: 'ready for a worker',
    running: 'a worker is running it',
    retrying: 'an attempt failed; it will be retried',
    completed: 'done',
    failed: 'it will not be retried',
    cancelled: 'the job was canceled',
  },
});
const AttemptStatus = openEnum(ATTEMPT_STATUSES, {
  id: 'AttemptStatus',
  description: 'Status of an attempt.',
  meanings: {
    running: 'in progress',
    completed: 'succeeded',
    failed: 'ended with an error',
    lost: 'the worker stopped responding',
    released: 'the worker returned the task while shutting down',
    cancelled: 'the job was canceled',
  },
});
const TaskKindName = openEnum(TASK_KIND_NAMES, {
  id: 'TaskKind',
  description: 'What a task does.',
  meanings: {
    fetch: 'download the source to the worker',
    probe: 'inspect the source and plan the job',
    encode: 'encode one chunk in every rendition',
    repackage: 'copy compatible video without re-encoding it; if that fails, `encode` tasks are added',
    audio: 'encode one audio track',
    images: 'create the poster or the preview',
    text: 'convert text subtitles to WebVTT',
    poster: 'make a poster that a user has chosen; jobs in this list have no such task',
    package: 'package the MP4 and M4A files',
    verify: 'verify every output',
  },
});

/** Never changes once it has ended. */
export const AttemptView = z
  .object({
    number: z.int().describe('Number of the attempt, starting at 1.'),
    worker: z.string().describe('Name of the worker.'),
    status: AttemptStatus,
    startedAt: timestamp('When the attempt started'),
    endedAt: timestamp('When the attempt ended').optional(),
    errorCode: ErrorCodeName.optional().describe('Why the attempt failed.'),
    errorReason: z.string().optional().describe('What exactly was wrong, if known, in a sentence.'),
    exitCode: z.int().optional().describe('Exit code of the program that the attempt ran.'),
    logTail: z.string().optional().describe('Last lines of the log. Server paths and URLs are removed.'),
    cpuSeconds: z
      .number()
      .optional()
      .describe('CPU time used by media processes, in seconds. Absent if there were none.'),
    maxRssBytes: byteCount('Peak memory use', 412_000_000).optional(),
  })
  .meta({ id: 'Attempt', description: 'One run of a task by a worker.' });
export type AttemptView = z.infer<typeof AttemptView>;

export const TaskView = z
  .object({
    id: TaskId,
    kind: TaskKindName,
    name: z.string().describe('Name of the task within its job.'),
    status: TaskStatus,
    weight: z.int().nonnegative().describe("The task's share of the job's progress, in hundredths of a percent."),
    durationMs: milliseconds(
      'Total duration of all attempts, including time elapsed in a running one',
      6_500,
    ).nonnegative(),
    copyFailed: NonStandardReasonName.optional().describe(
      "Only of a completed task that couldn't copy the video: the reason. Tasks of kind `encode` encode the rendition instead.",
    ),
    attempts: z.array(AttemptView).describe('Attempts of the task, oldest first.'),
  })
  .meta({ id: 'Task', description: 'A unit of work within a job.' });
export type TaskView = z.infer<typeof TaskView>;

export const JobView = z
  .object({
    id: JobId,
    recipe: z.string().describe('Name of the recipe.'),
    status: JobStatus,
    progress: percent('Progress of the job'),
    estimatedCpuSeconds: z
      .number()
      .nonnegative()
      .optional()
      .describe(
        "CPU time that the media processes of the job's tasks are expected to take, in seconds, like the sum of `cpuSeconds` of their attempts. Absent until the source has been probed.",
      ),
    traceId: z
      .string()
      .optional()
      .describe(
        'Trace of the request that created or last resumed the job (32 hex digits), as in log lines and spans. Absent for jobs of earlier releases.',
      ),
    traceUrl: z.url().optional().describe('Page of the trace, if the server knows where its traces are shown.'),
    startedAt: z.iso.datetime().nullable().describe('When the first task started, or `null` (ISO 8601, UTC).'),
    finishedAt: z.iso.datetime().nullable().describe('When the job ended, or `null` (ISO 8601, UTC).'),
    error: VideoError.optional(),
    tasks: z.array(TaskView).describe('Tasks of the job, in processing order.'),
  })
  .meta({ id: 'Job', description: 'One run of a recipe on a video.' });
export type JobView = z.infer<typeof JobView>;

/** `video` is read together with the jobs, so its progress is never ahead of their tasks. */
export const JobList = z
  .object({
    items: z.array(JobView).describe('All jobs of the video, newest first.'),
    video: VideoSnapshot.describe('State of the video at the same moment.'),
  })
  .meta({ id: 'JobList', description: 'The jobs of a video.', examples: [EXAMPLE_JOBS] });
export type JobList = z.infer<typeof JobList>;

/**
 * A queue message. It only names the task: the worker reads the row, so a stale message can't carry stale data.
 * `traceparent` is the trace context of the job; messages of earlier releases lack it. Unknown fields of later releases are
 * ignored.
 */
export const RunTask = z.object({
  taskId: TaskId,
  epoch: z.int().nonnegative(),
  traceparent: z.string().optional(),
});
export type RunTask = z.infer<typeof RunTask>;
