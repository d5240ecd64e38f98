import {
  AppError,
  type AudioTrack,
  type EncodeWork,
  encodeWork,
  type ImageKind,
  imageKindAt,
  type Plan,
  type Rendition,
  type VideoPlan,
} from '@media/core';
import type { ClaimedTask } from '@media/database';

/** The plan of a task's job. */
export const planOf = ({ job, id }: ClaimedTask): Plan => {
  if (!job.plan) throw new AppError('INTERNAL', { reason: 'a task without a plan', task: id });
  return job.plan;
};

/** What a task of kind `encode` makes. */
export const encodeWorkOf = (task: ClaimedTask): EncodeWork & { video: VideoPlan } => {
  const { video } = planOf(task);
  const work = video && encodeWork(video, task.index);
  if (!work) throw missing(task);
  return { video, ...work };
};

/** The copied rendition, and its index. */
export const copyOf = (task: ClaimedTask): { video: VideoPlan; rendition: Rendition; trackIndex: number } => {
  const { video } = planOf(task);
  const trackIndex = video?.renditions.findIndex(({ copied }) => copied) ?? -1;
  const rendition = video?.renditions[trackIndex];
  if (!video || !rendition) throw missing(task);
  return { video, rendition, trackIndex };
};

export const trackOf = (task: ClaimedTask): AudioTrack => {
  const track = planOf(task).audios[task.index];
  if (!track) throw missing(task);
  return track;
};

/** The image that a task of kind `images` makes. */
export const imageOf = (task: ClaimedTask): ImageKind => {
  const kind = imageKindAt(task.index);
  if (!kind) throw missing(task);
  return kind;
};

const missing = ({ id, kind, index }: ClaimedTask): AppError =>
  new AppError('INTERNAL', { reason: 'not in the plan', task: id, kind, index });
