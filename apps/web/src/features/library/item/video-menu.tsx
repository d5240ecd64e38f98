'use client';

import { notifyMenuFailed } from '@/features/menu/notify-menu-failed';
import { useMenuOnDemand } from '@/features/menu/use-menu-on-demand';
import { VideoMenuButton } from './video-menu-button';
import type { VideoMenuProps } from './video-open-menu';

const load = () => import('./video-open-menu').then(({ VideoOpenMenu }) => VideoOpenMenu);

/** The actions of a video, loaded on first use. */
export const VideoMenu = (props: VideoMenuProps) => {
  const { OpenMenu, button } = useMenuOnDemand(load, notifyMenuFailed);
  return OpenMenu ? <OpenMenu {...props} /> : <VideoMenuButton title={props.video.title} {...button} />;
};
