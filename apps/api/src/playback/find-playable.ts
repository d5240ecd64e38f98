import { AppError, type JobId, type MediaObject, type OrganizationId, type Plan, type VideoId } from '@media/core';
import type { Jobs, MediaRows, Track, Video, Videos } from '@media/database';

/** What there is to play of a video. */
export type Playable = {
  plan: Plan;
  objects: MediaObject[];
  /** More will come. */
  isGrowing: boolean;
  /** Every track is whole. Neither published nor growing: the job failed or was cancelled. */
  isPublished: boolean;
  completedAt: Date | null;
};

type Source = Pick<Playable, 'isGrowing' | 'isPublished'> & { jobId: JobId };

/** The published job; before there is one, the current job as soon as its beginning can be played. */
const sourceOf = ({ publishedJobId, currentJobId, playable, status }: Video): Source | undefined => {
  if (publishedJobId) return { jobId: publishedJobId, isGrowing: false, isPublished: true };
  if (!currentJobId || !playable) return undefined;
  // A job that failed or was cancelled brings nothing more: players should not wait for it.
  const isGrowing = status === 'queued' || status === 'processing';
  return { jobId: currentJobId, isGrowing, isPublished: false };
};

/** Of one track only, if one is named. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND while there is nothing to play */
export const findPlayable = async (
  { videos, jobs, media }: { videos: Videos; jobs: Jobs; media: MediaRows },
  organizationId: OrganizationId,
  id: VideoId,
  track?: Track,
): Promise<Playable> => {
  const video = await videos.get(organizationId, id);
  const source = sourceOf(video);
  const plan = source && (await jobs.plan(organizationId, source.jobId));
  const objects = source ? await media.objectsOf(organizationId, source.jobId, track) : [];
  if (!source || !plan || objects.length === 0) throw new AppError('OUTPUT_NOT_FOUND', { id });
  const { isGrowing, isPublished } = source;
  return { plan, objects, isGrowing, isPublished, completedAt: video.completedAt };
};
