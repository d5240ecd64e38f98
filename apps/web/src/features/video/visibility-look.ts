import type { VideoView } from '@media/sdk';
import { IconLink, IconLock, IconWorld } from '@tabler/icons-react';

const LOOKS = {
  private: { Icon: IconLock, text: 'Private' },
  unlisted: { Icon: IconLink, text: 'Unlisted' },
  public: { Icon: IconWorld, text: 'Public' },
};

/** The icon and the word for who can watch a video; undefined for a visibility that a later release has added. */
export const visibilityLook = (visibility: VideoView['visibility']) =>
  visibility in LOOKS ? LOOKS[visibility as keyof typeof LOOKS] : undefined;
