import {
  AppError,
  type JobId,
  type MediaObject,
  type OrganizationId,
  type Plan,
  type PublishedText,
  type VideoId,
} from '@media/core';
import type { Jobs, MediaRows, Track, Video, Videos } from '@media/database';

/** The playable part of a video. */
export type Playable = {
  plan: Plan;
  objects: MediaObject[];
  /** None while the video grows: shaka-player (5.2) takes the end of a text track for the end of the video. */
  texts: PublishedText[];
  /** More segments will follow. */
  isGrowing: boolean;
  /** Every track is complete. If the video is neither published nor growing, its job failed or was canceled. */
  isPublished: boolean;
  completedAt: Date | null;
};

type Source = Pick<Playable, 'isGrowing' | 'isPublished'> & { jobId: JobId };

/** The published job or, if there is none yet, the current job once it is playable. */
const sourceOf = ({ publishedJobId, currentJobId, playable, status }: Video): Source | undefined => {
  if (publishedJobId) return { jobId: publishedJobId, isGrowing: false, isPublished: true };
  if (!currentJobId || !playable) return undefined;
  // Players must not wait for more segments of a failed or canceled job.
  const isGrowing = status === 'queued' || status === 'processing';
  return { jobId: currentJobId, isGrowing, isPublished: false };
};

/** The playable part of a video, optionally of one track only. @throws AppError VIDEO_NOT_FOUND, OUTPUT_NOT_FOUND if nothing is playable yet */
export const findPlayable = async (
  { videos, jobs, media }: { videos: Videos; jobs: Jobs; media: MediaRows },
  organizationId: OrganizationId,
  id: VideoId,
  track?: Track,
): Promise<Playable> => {
  const video = await videos.get(organizationId, id);
  const source = sourceOf(video);
  const plan = source && (await jobs.plan(organizationId, source.jobId));
  const texts = source && !source.isGrowing ? await media.textsOf(organizationId, source.jobId) : [];
  const objects = source ? await media.objectsOf(organizationId, source.jobId, track) : [];
  if (!source || !plan || objects.length === 0) throw new AppError('OUTPUT_NOT_FOUND', { id });
  const { isGrowing, isPublished } = source;
  return { plan, objects, texts, isGrowing, isPublished, completedAt: video.completedAt };
};
