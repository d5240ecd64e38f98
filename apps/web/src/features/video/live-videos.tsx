'use client';

import { useLiveVideos } from './use-live-videos';

/** Shows nothing: while it is on a page, the videos of all its parts are live. */
export const LiveVideos = () => {
  useLiveVideos();
  return null;
};
