import { type OrganizationId, type PosterSource, type TaskId, UNPLANNED_CPU_SECONDS, type VideoId } from '@media/core';
import type { Prisma } from './generated/client.js';
import { addTasks, advanceJob, cancelTasks, moveJob } from './job-graph.js';
import { LOCKED_JOB, type LockedJob } from './locked-job.js';
import { newId } from './new-id.js';
import type { Transaction } from './transaction.js';

/** For lists and logs. Nothing is planned by it. */
const RECIPE = { name: 'poster', outputs: ['poster'] };

type Asked = {
  organizationId: OrganizationId;
  videoId: VideoId;
  poster: PosterSource;
  /** Trace context of the request that asked for it. */
  traceparent: string | null;
};

/** Adds the job of a poster to a locked video and makes it the one that is asked for. Its only task makes the poster. */
export const askForPoster = async (tx: Transaction, { poster, ...asked }: Asked): Promise<void> => {
  const { organizationId, videoId } = asked;
  const id = newId<'JobId'>();
  const last = await tx.sql.job.findFirst({ where: { videoId }, orderBy: { number: 'asc' }, select: { number: true } });
  const number = Math.min(0, last?.number ?? 0) - 1;
  const data = { ...asked, id, number, recipeName: RECIPE.name, recipe: RECIPE, poster };
  const job = (await tx.sql.job.create({ data })) as unknown as LockedJob;
  await setAsked(tx, organizationId, videoId, { askedPosterJobId: id });
  // Without a weight, because it is no part of the video's progress.
  const task = {
    kind: 'poster',
    name: 'poster',
    index: 0,
    weight: 0,
    estimatedCpuSeconds: UNPLANNED_CPU_SECONDS,
  } as const;
  await addTasks(tx, job, [task]);
  await advanceJob(tx, job);
};

/** Failed jobs of posters aren't shown any more once another poster is asked for. */
export const setAsked = async (
  { sql }: Transaction,
  organizationId: OrganizationId,
  videoId: VideoId,
  data: Pick<Prisma.VideoUncheckedUpdateManyInput, 'askedPosterJobId' | 'posterJobId'>,
): Promise<void> => {
  await sql.video.updateMany({ where: { id: videoId, organizationId }, data });
  const ended: Prisma.JobWhereInput = {
    videoId,
    number: { lt: 0 },
    status: { in: ['failed', 'cancelled'] },
    replacedAt: null,
  };
  await sql.job.updateMany({ where: ended, data: { replacedAt: new Date() } });
};

/** Locks the unfinished jobs of a video's posters and cancels their tasks, before the video is deleted. Returns the running ones. */
export const cancelPosters = async (tx: Transaction, videoId: VideoId): Promise<TaskId[]> => {
  const jobs = await tx.sql.$queryRaw<LockedJob[]>`
    SELECT ${LOCKED_JOB} FROM job
    WHERE video_id = ${videoId}::uuid AND number < 0 AND status IN ('queued', 'running') ORDER BY id FOR UPDATE`;
  const running: TaskId[] = [];
  for (const job of jobs) running.push(...(await cancelTasks(tx, job)));
  return running;
};

/** Replaces the orphaned job of a poster, unless another poster was asked for since. */
export const replacePoster = async (tx: Transaction, job: LockedJob): Promise<TaskId[]> => {
  const { organizationId, videoId } = job;
  const running = await cancelTasks(tx, job);
  await moveJob(tx, job, 'cancelled', { finishedAt: new Date() });
  const [asked] = await tx.sql.$queryRaw<unknown[]>`
    SELECT 1 FROM video WHERE id = ${videoId}::uuid AND asked_poster_job_id = ${job.id}::uuid FOR NO KEY UPDATE`;
  if (!asked) return running;
  const { poster, traceparent } = await tx.sql.job.findUniqueOrThrow({
    where: { id: job.id },
    select: { poster: true, traceparent: true },
  });
  await askForPoster(tx, { organizationId, videoId, poster: poster as PosterSource, traceparent });
  return running;
};
