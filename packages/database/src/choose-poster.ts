import {
  AppError,
  type JobId,
  type OrganizationId,
  PICTURE_RETENTION_MS,
  type PosterChoice,
  type PosterSource,
  type UploadId,
  type VideoId,
} from '@media/core';
import { discard } from './garbage.js';
import { takePicture } from './pictures.js';
import { dropPoster } from './poster-endings.js';
import { askForPoster, setAsked } from './poster-jobs.js';
import type { Transaction } from './transaction.js';

/** A video whose row is locked. */
export type PosterOwner = {
  id: VideoId;
  organizationId: OrganizationId;
  durationMs: bigint;
  publishedJobId: JobId | null;
  posterJobId: JobId | null;
  askedPosterJobId: JobId | null;
};

/**
 * Asks for another poster of a locked video. The present one is shown until the other is ready, except that the automatic one takes its
 * place at once. @throws AppError POSTER_OUT_OF_RANGE, POSTER_NOT_POSSIBLE, UPLOAD_NOT_FOUND, UPLOAD_CLOSED
 */
export const choosePoster = async (
  tx: Transaction,
  video: PosterOwner,
  choice: PosterChoice,
  traceparent: string | null,
): Promise<void> => {
  const { id: videoId, organizationId } = video;
  if (choice.kind === 'automatic') {
    await setAsked(tx, organizationId, videoId, { askedPosterJobId: null, posterJobId: null });
    if (video.posterJobId) await dropPoster(tx, video.posterJobId);
    return;
  }
  if (choice.kind === 'moment') await checkMoment(tx, video, choice.atMs);
  const poster = choice.kind === 'moment' ? choice : await sourceOf(tx, video, choice.uploadId);
  if (poster) await askForPoster(tx, { organizationId, videoId, poster, traceparent });
};

const checkMoment = async ({ sql }: Transaction, video: PosterOwner, atMs: number): Promise<void> => {
  const { id, publishedJobId: jobId } = video;
  const renditions = jobId === null ? 0 : await sql.rendition.count({ where: { jobId } });
  if (renditions === 0) throw new AppError('POSTER_NOT_POSSIBLE', { id });
  if (atMs >= video.durationMs) throw new AppError('POSTER_OUT_OF_RANGE', { id, atMs });
};

/** Undefined if the picture was asked for already: the response to the first request can have been lost. */
const sourceOf = async (
  tx: Transaction,
  { id, askedPosterJobId }: PosterOwner,
  uploadId: UploadId,
): Promise<PosterSource | undefined> => {
  const asked = askedPosterJobId && (await tx.sql.job.findUnique({ where: { id: askedPosterJobId } }));
  const current = asked ? (asked.poster as PosterSource) : undefined;
  if (current?.kind === 'picture' && current.uploadId === uploadId) return undefined;
  const { key } = await takePicture(tx, id, uploadId);
  await discard(tx, [key], PICTURE_RETENTION_MS);
  return { kind: 'picture', uploadId, key };
};
