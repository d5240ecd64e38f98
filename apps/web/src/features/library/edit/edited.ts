import { tagKey, uniqueTags } from '@media/core/tags';
import type { VideoView } from '@media/sdk';
import type { BulkCommand } from '../../trash/run-bulk';

/** A change of videos that they show at once. */
export type Edit = Extract<BulkCommand, { tags: unknown } | { visibility: unknown }>;

/** The video as it will be after an edit. Pure. */
export const edited = (video: VideoView, edit: Edit): VideoView => {
  if (edit.action === 'setVisibility') return { ...video, visibility: edit.visibility };
  if (edit.action === 'addTags') return { ...video, tags: uniqueTags([...video.tags, ...edit.tags]) };
  const removed = new Set(edit.tags.map(tagKey));
  return { ...video, tags: video.tags.filter((name) => !removed.has(tagKey(name))) };
};
