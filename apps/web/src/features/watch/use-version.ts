import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { hasResult } from '@/features/video/has-result';

/** Whether another result was published since playback started. The player keeps the old one until it is accepted. */
export const useVersion = (video: VideoView): { isOutdated: boolean; accept: () => void } => {
  // A first job that still runs has published nothing; the player already plays what becomes its result.
  const published = hasResult(video) ? video.outputs.map(({ id }) => id).join(' ') : undefined;
  const [played, setPlayed] = useState(published);
  if (played === undefined && published !== undefined) setPlayed(published);
  return {
    isOutdated: published !== undefined && played !== undefined && published !== played,
    accept: () => setPlayed(published),
  };
};
