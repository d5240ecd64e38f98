import type { RunTask } from '@media/contracts';
import { type AppError, parseTraceparent, type TaskId, type TaskKind } from '@media/core';
import type { AttemptRecord, ClaimedTask, Claims, TaskEndings } from '@media/database';
import type { MediaRunner } from '@media/media';
import type { Live, Logger, Metrics } from '@media/runtime';
import { activeSpan, inSpan, recordFailureCode } from '@media/tracing';
import type { Workspace } from '../workspace/workspace.js';
import { countUsage } from './count-usage.js';
import { type FailureOf, failureOf, isClaimLost } from './failure-of.js';
import type { HeldTask, HeldTasks } from './held-tasks.js';
import { persist } from './persist.js';
import { reportProgress } from './report-progress.js';
import type { StepDeps, StepOutcome, Steps } from './step.js';
import { prefixOf, stepContext } from './step-context.js';
import { traceAttempt } from './trace-attempt.js';

/** After such a long outage, the attempt's outcome no longer matters. */
const REPORT_OUTAGE_WITHIN_MS = 60 * 60_000;

export type RunTaskDeps = StepDeps & {
  worker: string;
  leaseMs: number;
  claims: Pick<Claims, 'claim'>;
  endings: Pick<TaskEndings, 'complete' | 'fail' | 'release'>;
  held: HeldTasks;
  workspace: Workspace;
  media: MediaRunner;
  live: Live;
  metrics: Pick<Metrics, 'tasks' | 'taskSeconds'>;
  log: Logger;
  steps: Steps;
};

type Attempt<K extends TaskKind = TaskKind> = {
  task: ClaimedTask<K>;
  held: HeldTask;
  usage: ReturnType<typeof countUsage>;
  progress: ReturnType<typeof reportProgress>;
  log: Logger;
};
type Outcome = 'completed' | 'failed' | 'released' | 'lost';

/** Runs one attempt: claim, work, publish and complete, or record the failure. Old and duplicate messages end at the claim. */
export const runTask = async (deps: RunTaskDeps, message: RunTask): Promise<void> => {
  const startedAt = performance.now();
  using held = await deps.held.claim(() => deps.claims.claim(message, deps.worker, deps.leaseMs));
  if (!held) return;
  const { task } = held;
  traceAttempt(task);
  const traceId = parseTraceparent(message.traceparent)?.traceId;
  const log = deps.log.child({ task: task.id, kind: task.kind, epoch: task.epoch, video: task.videoId, traceId });
  const current = { task, held, usage: countUsage(), progress: reportProgress(deps.live, task), log };
  log.info({ name: task.name }, 'Task claimed');
  const worked = await work(deps, current);
  const isOutage = worked === 'lost' && held.stopReason() === 'unreachable';
  const outcome = isOutage ? await reportOutage(deps, current) : worked;
  const seconds = (performance.now() - startedAt) / 1_000;
  deps.metrics.tasks.inc({ kind: task.kind, outcome });
  deps.metrics.taskSeconds.observe({ kind: task.kind }, seconds);
  activeSpan()?.setAttribute('media.outcome', outcome);
  log.info({ outcome, seconds: Math.round(seconds * 1_000) / 1_000 }, 'Task ended');
};

const work = async <K extends TaskKind>(deps: RunTaskDeps, current: Attempt<K>): Promise<Outcome> => {
  let made: StepOutcome<K>;
  try {
    current.held.signal.throwIfAborted();
    await using dir = await deps.workspace.open();
    made = await deps.steps[current.task.kind](deps, stepContext(deps, current, dir.path));
    current.held.signal.throwIfAborted();
  } catch (error) {
    return endUnsuccessfully(deps, current, error);
  }
  return inSpan('publish', {}, () => publish(deps, current, made));
};

/** The work is done; from here on, only the database can reject it. */
const publish = async <K extends TaskKind>(
  deps: RunTaskDeps,
  current: Attempt<K>,
  made: StepOutcome<K>,
): Promise<Outcome> => {
  const { task, usage, progress, log } = current;
  const rows = made.publish ?? (async () => undefined);
  try {
    const { doneWeight } = await persistResult(current, () =>
      deps.endings.complete(task, made.result, usage.record, rows),
    );
    await progress.completed(doneWeight);
    return 'completed';
  } catch (error) {
    if (!isClaimLost(error)) return endUnsuccessfully(deps, current, error);
    // If the response was lost, it may be published, so its objects must stay.
    if (!(error as AppError).details.unsure) await deleteObjects(deps, task, log);
    return 'lost';
  }
};

/**
 * Writes a result even if the lease expired during a database outage: no other worker could claim the task either, and the
 * epoch decides. @throws AppError RESULT_REFUSED, CLAIM_LOST like `persist`
 */
const persistResult = async <T>({ held, log }: Attempt, write: () => Promise<T>): Promise<T> => {
  try {
    return await persist({ signal: held.signal, log }, write);
  } catch (error) {
    const isAway = isClaimLost(error) && (error as AppError).details.unsure === true;
    if (!isAway || held.stopReason() !== 'unreachable') throw error;
    return await persist({ signal: AbortSignal.timeout(REPORT_OUTAGE_WITHIN_MS), log, unsure: true }, write);
  }
};

const endUnsuccessfully = async (deps: RunTaskDeps, current: Attempt, error: unknown): Promise<Outcome> => {
  const { task, held, usage, log } = current;
  const reason = held.stopReason();
  if (reason === 'lost' || reason === 'unreachable' || isClaimLost(error)) {
    await deleteObjects(deps, task, log);
    return 'lost';
  }
  try {
    if (reason === 'shutdown') {
      await deps.endings.release(task, usage.record);
      await deleteObjects(deps, task, log);
      return 'released';
    }
    const failure = failureOf(error);
    recordFailureCode(activeSpan(), failure.code);
    log.warn({ err: error, ...failure }, 'Task failed');
    await deps.live.cancel(await recordFailure(deps, current, failure));
    return 'failed';
  } catch (unwritten) {
    // The lease expires, and the dispatcher abandons the attempt.
    log.warn({ err: unwritten }, 'Task outcome not recorded');
    return 'lost';
  }
};

const recordFailure = async (
  { endings }: RunTaskDeps,
  { task, held, usage, log }: Attempt,
  failure: FailureOf,
): Promise<TaskId[]> => {
  const record = (attempt: AttemptRecord) =>
    persist({ signal: held.signal, log }, () => endings.fail(task, { ...failure, attempt }));
  try {
    return await record(usage.record);
  } catch (error) {
    if (isClaimLost(error)) throw error;
    // Usage and log matter less than the failure itself.
    log.error({ err: error }, 'Failure details not recorded; keeping the error code only');
    return record({});
  }
};

/**
 * Records an outage for an attempt whose lease expired while the database was unavailable. The dispatcher couldn't know, and
 * would count a lost worker; it waits a moment after an outage for this report.
 */
const reportOutage = async ({ endings }: RunTaskDeps, { task, usage, log }: Attempt): Promise<Outcome> => {
  const failure = { code: 'DATABASE_UNAVAILABLE', retryable: true, attempt: usage.record } as const;
  const signal = AbortSignal.timeout(REPORT_OUTAGE_WITHIN_MS);
  try {
    await persist({ signal, log }, () => endings.fail(task, failure));
    return 'failed';
  } catch (error) {
    log.info({ err: error }, 'Outage not recorded; the claim is lost');
    return 'lost';
  }
};

/** Deletes the unpublished objects of an attempt. If that fails, they are deleted with the video. */
const deleteObjects = async (deps: RunTaskDeps, task: ClaimedTask, log: Logger): Promise<void> => {
  try {
    await deps.store.deletePrefix(prefixOf(task));
  } catch (error) {
    log.warn({ err: error }, 'Deleting the objects of an attempt failed');
  }
};
