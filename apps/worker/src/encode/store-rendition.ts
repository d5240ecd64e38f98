import type { MediaObject } from '@media/core';
import { type Encoded, sumSegments } from '@media/media';
import type { StepContext } from '../run-task/step.js';
import { mediaObject } from './media-object.js';

/** Stores one encoded chunk of a rendition. Returns its row, to publish when the task ends. */
export const storeRendition = async (
  { upload }: Pick<StepContext, 'upload'>,
  { path, parsed }: Encoded,
  place: { name: string; trackIndex: number; chunkIndex: number },
): Promise<MediaObject> => {
  const { name, ...where } = place;
  const { key } = await upload(name, path, 'video/mp4');
  return mediaObject({ kind: 'video', ...where, key }, await sumSegments(path, parsed));
};
