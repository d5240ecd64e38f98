import { countOf } from '@media/core/display';
import type { VideoView } from '@media/sdk';
import type { Visibility } from '../choices';

/** Who can watch videos after a change, and how many of them that concerns. Pure. */
export const audienceText = (
  videos: readonly Pick<VideoView, 'visibility'>[],
  visibility: Visibility,
  organization: string,
): string => {
  const changed = videos.filter((video) => video.visibility !== visibility).length;
  const them = videos.length === 1 ? 'it' : `all ${videos.length}`;
  const audience = {
    private: `Afterwards, only members of ${organization} can watch ${them}. Share links keep working until you revoke them.`,
    unlisted: `Afterwards, anyone with the link of ${videos.length === 1 ? 'the video' : 'a video'} can watch it.`,
    public: `Afterwards, anyone can watch ${them}.`,
  }[visibility];
  if (changed === 0) return `Nothing changes: ${videos.length === 1 ? 'it is' : 'they are'} ${visibility} already.`;
  return changed === videos.length ? audience : `${audience} This changes ${countOf(changed, 'video')}.`;
};
