'use client';

import { useLiveVideos } from './use-live-videos';

/** Renders nothing; keeps all videos on the page live while mounted. */
export const LiveVideos = () => {
  useLiveVideos();
  return null;
};
