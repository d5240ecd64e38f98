import { tagKey } from '@media/core/tags';
import type { VideoView } from '@media/sdk';
import type { LibraryFilters } from './filters';

type Changeable = Pick<LibraryFilters, 'status' | 'visibility' | 'tags'>;

/** Whether a listed video still matches the filters: what they ask for can have changed since the list was loaded. */
export const matchesFilters =
  ({ status, visibility, tags }: Changeable) =>
  (video: Pick<VideoView, keyof Changeable>): boolean => {
    const keys = video.tags.map(tagKey);
    return (
      (status === '' || video.status === status) &&
      (visibility === '' || video.visibility === visibility) &&
      tags.every((tag) => keys.includes(tagKey(tag)))
    );
  };
