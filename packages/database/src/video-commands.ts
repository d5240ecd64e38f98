import { VIDEO_FIELDS } from '@media/contracts';
import {
  type Actor,
  AppError,
  type AuditTarget,
  MAX_TAGS,
  type OrganizationId,
  type PosterChoice,
  type Priority,
  type Recipe,
  type TaskId,
  tagKey,
  uniqueTags,
  VIDEOS,
  type VideoId,
  type Visibility,
} from '@media/core';
import { activeSpan, linkTo } from '@media/tracing';
import { recordAudit } from './audit-entries.js';
import { cancelJob, isUnfinished } from './cancel-job.js';
import { checkPriority } from './check-priority.js';
import { choosePoster, type PosterOwner } from './choose-poster.js';
import { recountCpu } from './count-video.js';
import { appendEvent } from './events.js';
import { columnsOf, NO_FAILURES } from './failure-counts.js';
import { FLEET } from './fleet.js';
import { Prisma } from './generated/client.js';
import { advanceJob, moveJob, moveVideo, wakeDispatcher } from './job-graph.js';
import { lockCurrentJob, WITH_TRASHED } from './lock-current-job.js';
import type { LockedJob } from './locked-job.js';
import { isPresent, PRESENT } from './present-videos.js';
import { removeVideo, targetOf } from './remove-video.js';
import { tagColumns } from './tag-columns.js';
import type { Database, Transaction } from './transaction.js';
import { createJob } from './videos.js';

/** What a user can change of a video. */
export type VideoChanges = {
  title?: string;
  description?: string;
  tags?: readonly string[];
  visibility?: Visibility;
  priority?: Priority;
  poster?: PosterChoice;
};

export type TagChanges = { add?: readonly string[]; remove?: readonly string[] };

/** Commands on a video. Each is one transaction; the signals to workers only speed things up. */
export const videoCommands = ({ transaction }: Database, { planVersion } = FLEET) => ({
  /**
   * Cancels the current job. A video with a published result returns to it and is completed; any other is canceled.
   * Returns the running tasks to signal. @throws AppError VIDEO_NOT_CANCELLABLE
   */
  cancel: (actor: Actor, id: VideoId): Promise<TaskId[]> =>
    transaction(async (tx) => {
      const job = await lockCurrentJob(tx, actor.organizationId, id);
      if (!isUnfinished(job)) throw new AppError('VIDEO_NOT_CANCELLABLE', { id });
      const running = await cancelJob(tx, actor, job);
      const { title } = await tx.sql.video.findUniqueOrThrow({ where: { ...PRESENT, id }, select: { title: true } });
      await recordAudit(tx, actor, { action: 'video.cancelled', targets: [targetOf(id, title)] });
      return running;
    }),

  /**
   * Processes the video again. Without a new recipe, a failed or canceled job resumes and keeps its finished tasks.
   * Otherwise a new job starts, and the old outputs are served until it completes. A job of another fleet is always
   * restarted: that fleet may be gone, and the job would be replaced after a minute. The job gets this request's trace, which links to its
   * earlier one.
   * @throws AppError VIDEO_BUSY
   */
  retry: (actor: Actor, id: VideoId, recipe?: Recipe, traceparent?: string): Promise<void> =>
    transaction(async (tx) => {
      const { organizationId } = actor;
      const job = await lockCurrentJob(tx, organizationId, id);
      const video = await tx.sql.video.findUniqueOrThrow({ where: { ...PRESENT, id, organizationId } });
      if (VIDEOS.next(video.status, 'requeued') === undefined) throw new AppError('VIDEO_BUSY', { id });
      const isOurs = job.planVersion === null || job.planVersion === planVersion;
      const resumes = !recipe && isOurs && (job.status === 'failed' || job.status === 'cancelled');
      linkTo(activeSpan(), await traceparentOfJob(tx, job));
      // Before the progress is read, because work that must be redone doesn't count.
      if (resumes) await replay(tx, job, traceparent);
      else await startOver(tx, job, recipe, traceparent);
      const progress = resumes ? Math.floor(job.doneWeight / 100) : 0;
      const playable = video.publishedJobId !== null || (resumes && video.playable);
      const data = { status: 'queued', progress, playable } as const;
      const columns = {
        progress,
        errorCode: null,
        errorReason: Prisma.DbNull,
        completedAt: null,
        playable,
        generation: { increment: 1 },
      };
      await moveVideo(tx, job, 'requeued', { type: 'video.retried', data, actor }, columns);
      const metadata = recipe && { recipe: recipe.name };
      const targets = [targetOf(id, video.title)];
      await recordAudit(tx, actor, { action: 'video.retried', targets, ...(metadata && { metadata }) });
    }),

  /**
   * Changes what a user can choose. A priority applies to tasks that wait already, too.
   * @throws AppError VIDEO_NOT_FOUND, PRIORITY_TOO_HIGH, and those of `choosePoster`
   */
  update: (actor: Actor, id: VideoId, changes: VideoChanges, traceparent?: string): Promise<void> =>
    transaction(async (tx) => {
      const { organizationId } = actor;
      const { priority } = changes;
      if (priority !== undefined) await prioritize(tx, await lockCurrentJob(tx, organizationId, id), priority);
      await applyChanges(tx, actor, id, changes, traceparent);
    }),

  /** Adds and removes tags of a video. @throws AppError VIDEO_NOT_FOUND, TOO_MANY_TAGS */
  retag: (actor: Actor, id: VideoId, { add = [], remove = [] }: TagChanges): Promise<void> =>
    transaction(async (tx) => {
      const { tags } = await lockChosen(tx, actor.organizationId, id);
      const removed = remove.map(tagKey);
      const kept = tags.filter((name) => !removed.includes(tagKey(name)));
      const next = uniqueTags([...kept, ...add]);
      if (next.length > MAX_TAGS) throw new AppError('TOO_MANY_TAGS', { id });
      await applyChanges(tx, actor, id, { tags: next });
    }),

  /** Deletes a video for good, in the trash or not, and discards its objects. Returns the running tasks to signal. @throws AppError VIDEO_NOT_FOUND */
  remove: (actor: Actor, id: VideoId): Promise<TaskId[]> =>
    transaction(async (tx) => removeVideo(tx, actor, await lockCurrentJob(tx, actor.organizationId, id, WITH_TRASHED))),
});
export type VideoCommands = ReturnType<typeof videoCommands>;

/** Changes the columns of a present video, with an event and entries in the audit log. */
const applyChanges = async (
  tx: Transaction,
  actor: Actor,
  id: VideoId,
  changes: VideoChanges,
  traceparent: string | null = null,
): Promise<void> => {
  const { organizationId } = actor;
  const video = await lockChosen(tx, organizationId, id);
  const where = { id, organizationId };
  const { tags, poster, ...columns } = changes;
  if (poster) await choosePoster(tx, { ...video, id, organizationId }, poster, traceparent);
  const data = { ...columns, ...(tags && (await tagColumns(tx, organizationId, tags))) };
  const { title } = await tx.sql.video.update({ where, data, select: { title: true } });
  const updated = VIDEO_FIELDS.filter((field) => changes[field] !== undefined);
  await appendEvent(tx, { organizationId, videoId: id }, { type: 'video.updated', data: { updated }, actor });
  await recordUpdate(tx, actor, { target: targetOf(id, title), before: video.visibility, changes });
};

type Chosen = Omit<PosterOwner, 'id' | 'organizationId'> & { visibility: Visibility; tags: string[] };

/** Locks the video, so that the entry of the change names what it was before. @throws AppError VIDEO_NOT_FOUND */
const lockChosen = async ({ sql }: Transaction, organizationId: OrganizationId, id: VideoId): Promise<Chosen> => {
  const [video] = await sql.$queryRaw<Chosen[]>`
    SELECT visibility, tags, duration_ms AS "durationMs", published_job_id AS "publishedJobId", poster_job_id AS "posterJobId",
      asked_poster_job_id AS "askedPosterJobId" FROM video
    WHERE id = ${id}::uuid AND organization_id = ${organizationId}::uuid AND ${isPresent} FOR NO KEY UPDATE`;
  if (!video) throw new AppError('VIDEO_NOT_FOUND', { id });
  return video;
};

/** A new visibility has an entry of its own, because it changes who has access. */
const recordUpdate = async (
  tx: Transaction,
  actor: Actor,
  update: { target: AuditTarget<'video'>; before: Visibility; changes: VideoChanges },
): Promise<void> => {
  const { visibility: to, ...others } = update.changes;
  const targets = [update.target];
  const fields = Object.keys(others);
  if (fields.length > 0) await recordAudit(tx, actor, { action: 'video.updated', targets, metadata: { fields } });
  if (to === undefined || to === update.before) return;
  await recordAudit(tx, actor, {
    action: 'video.visibility_changed',
    targets,
    metadata: { from: update.before, to },
  });
};

/** Also changes tasks that have ended, because a retry or a failed verification can run them again. */
const prioritize = async (tx: Transaction, job: LockedJob, priority: Priority): Promise<void> => {
  await checkPriority(tx, job.organizationId, priority);
  await tx.sql.task.updateMany({
    where: { jobId: job.id, videoPriority: { not: priority } },
    data: { videoPriority: priority },
  });
  await wakeDispatcher(tx, job);
};

const traceparentOfJob = async ({ sql }: Transaction, { id }: LockedJob): Promise<string | null> =>
  (await sql.job.findUniqueOrThrow({ where: { id }, select: { traceparent: true } })).traceparent;

const replay = async (tx: Transaction, job: LockedJob, traceparent: string | null = null): Promise<void> => {
  const data = {
    errorCode: null,
    errorReason: Prisma.DbNull,
    finishedAt: null,
    keptWeight: job.doneWeight,
    traceparent,
  };
  await moveJob(tx, job, 'replayed', data);
  await recountCpu(tx, job);
  await tx.sql.task.updateMany({
    where: { jobId: job.id, status: { in: ['failed', 'cancelled'] } },
    data: { status: 'waiting', ...columnsOf(NO_FAILURES), endedAt: null },
  });
  await tx.sql.rendition.updateMany({
    where: { jobId: job.id, status: { in: ['failed', 'skipped'] } },
    data: { status: 'waiting' },
  });
  await advanceJob(tx, job);
};

const startOver = async (
  tx: Transaction,
  job: LockedJob,
  recipe: Recipe | undefined,
  traceparent: string | undefined,
): Promise<void> => {
  const current = await tx.sql.job.findUniqueOrThrow({ where: { id: job.id } });
  // Not the current job's number: a canceled reprocess is no longer current, but has a number.
  const last = await tx.sql.job.findFirstOrThrow({ where: { videoId: job.videoId }, orderBy: { number: 'desc' } });
  const video = { id: job.videoId, organizationId: job.organizationId };
  await createJob(tx, video, {
    recipe: recipe ?? (current.recipe as unknown as Recipe),
    number: last.number + 1,
    traceparent,
  });
};
