import type { VideoView } from '@media/sdk';
import { useState } from 'react';

/** Whether another result has been published since playing began: the player goes on with what it has, and may start over. */
export const useVersion = ({ outputs }: VideoView): { isOutdated: boolean; accept: () => void } => {
  // What has only begun to play has nothing published yet, and grows into its own result.
  const published = outputs.map(({ id }) => id).join(' ') || undefined;
  const [played, setPlayed] = useState(published);
  if (played === undefined && published !== undefined) setPlayed(published);
  return {
    isOutdated: published !== undefined && played !== undefined && published !== played,
    accept: () => setPlayed(published),
  };
};
