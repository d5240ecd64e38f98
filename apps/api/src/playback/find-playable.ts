import { AppError, type JobId, type MediaObject, type OrganizationId, type Plan, type VideoId } from '@media/core';
import type { Track, Video } from '@media/database';
import type { ApiDeps } from '../api-deps.js';

/** What there is to play of a video. `isGrowing`: more will come. `begunAt`: before anything of it was there, always the same. */
export type Playable = { plan: Plan; objects: MediaObject[]; isGrowing: boolean; begunAt: Date };

type Source = { jobId: JobId; isGrowing: boolean };

/** The published job; before there is one, the current job as soon as its beginning can be played. */
const sourceOf = ({ publishedJobId, currentJobId, playable, status }: Video): Source | undefined => {
  if (publishedJobId) return { jobId: publishedJobId, isGrowing: false };
  if (!currentJobId || !playable) return undefined;
  // A job that failed or was cancelled brings nothing more: players should not wait for it.
  return { jobId: currentJobId, isGrowing: status === 'queued' || status === 'processing' };
};

/** Of one track only, if one is named. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND while there is nothing to play */
export const findPlayable = async (
  { videos, jobs, media }: Pick<ApiDeps, 'videos' | 'jobs' | 'media'>,
  organizationId: OrganizationId,
  id: VideoId,
  track?: Track,
): Promise<Playable> => {
  const video = await videos.get(organizationId, id);
  const source = sourceOf(video);
  const plan = source && (await jobs.plan(organizationId, source.jobId));
  const objects = source ? await media.objectsOf(organizationId, source.jobId, track) : [];
  if (!source || !plan || objects.length === 0) throw new AppError('OUTPUT_NOT_FOUND', { id });
  return { plan, objects, isGrowing: source.isGrowing, begunAt: video.createdAt };
};
