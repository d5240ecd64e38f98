import type { VideoView } from '@media/sdk';
import { useState } from 'react';
import { hasResult } from '@/features/video/has-result';

/** A user can choose another poster of the same result. */
const playedIds = ({ outputs }: VideoView): string =>
  outputs
    .filter(({ kind }) => kind !== 'poster')
    .map(({ id }) => id)
    .join(' ');

/** Whether another result was published since playback started. The player keeps the old one until it is accepted. */
export const useVersion = (video: VideoView): { isOutdated: boolean; accept: () => void } => {
  // A first job that still runs has published nothing; the player already plays what becomes its result.
  const published = hasResult(video) ? playedIds(video) : undefined;
  const [played, setPlayed] = useState(published);
  if (played === undefined && published !== undefined) setPlayed(published);
  return {
    isOutdated: published !== undefined && played !== undefined && published !== played,
    accept: () => setPlayed(published),
  };
};
